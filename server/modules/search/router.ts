/** Procedures of search. */
import {
  cardsInput,
  cardsOutput,
  neighbourhoodsInput,
  neighbourhoodsOutput,
  placesInput,
  placesOutput,
  recordInteractionsInput,
  recordInteractionsOutput,
  searchInput,
  searchOutput,
} from "@/server/modules/search/contract";
import { listCards } from "@/server/modules/search/list-cards";
import { listNeighbourhoods } from "@/server/modules/search/list-neighbourhoods";
import { listPlaces } from "@/server/modules/search/list-places";
import { recordInteractions } from "@/server/modules/search/record-interactions";
import { searchListings } from "@/server/modules/search/search-listings";
import { router } from "@/server/trpc/init";
import { publicProcedure } from "@/server/trpc/procedures";

export const searchRouter = router({
  listings: publicProcedure
    .input(searchInput)
    .output(searchOutput)
    .query(({ ctx, input }) => searchListings(ctx, input)),
  cards: publicProcedure
    .input(cardsInput)
    .output(cardsOutput)
    .query(({ ctx, input }) => listCards(ctx, input)),
  places: publicProcedure
    .input(placesInput)
    .output(placesOutput)
    .query(({ ctx, input }) => listPlaces(ctx, input)),
  neighbourhoods: publicProcedure
    .input(neighbourhoodsInput)
    .output(neighbourhoodsOutput)
    .query(({ ctx, input }) => listNeighbourhoods(ctx, input)),
  record: publicProcedure
    .input(recordInteractionsInput)
    .output(recordInteractionsOutput)
    .mutation(({ ctx, input }) => recordInteractions(ctx, input)),
});
