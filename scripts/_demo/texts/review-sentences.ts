/**
 * Sentences of reviews by topic. A slot in braces stands for a fact; a sentence whose facts a home lacks is not used.
 * Slots: host, hood, city, park, parkMin, sight, sightMin, nights, month, building, season.
 */
export type Topic =
  | "short"
  | "whole"
  | "clean"
  | "accuracy"
  | "checkIn"
  | "checkInSelf"
  | "host"
  | "location"
  | "park"
  | "value"
  | "kitchen"
  | "desk"
  | "beds"
  | "pets"
  | "family"
  | "parking"
  | "outdoors"
  | "fire"
  | "laundry"
  | "long"
  | "roomInHome"
  | "weather"
  | "purpose"
  | "return";

export const PRAISE: Record<Topic, readonly string[]> = {
  short: [
    "Great stay.",
    "Lovely place.",
    "Would come again.",
    "Everything as described.",
    "Perfect for us.",
    "Good value, good bed.",
    "Very clean.",
    "Thank you, {host}!",
    "Just what we needed.",
    "Highly recommended.",
    "Easy and comfortable.",
    "A good night’s sleep.",
    "Five stars from both of us.",
    "No complaints at all.",
    "Nice home, nice host.",
    "Simple, clean, well placed.",
    "Exactly right.",
    "We will be back.",
    "Second time here, just as good.",
    "All good!",
    "Comfortable and calm.",
    "Super host.",
    "Spotless and quiet.",
    "Great spot in {hood}.",
    "Loved it.",
    "Better than a hotel.",
    "Smooth from start to end.",
    "Good for one night or ten.",
    "Fine place for work in {city}.",
    "Could not fault it.",
  ],
  whole: [
    "A home with character and nothing out of order.",
    "It looks just like the drawings, only warmer.",
    "From the door to the last tea towel, somebody has thought about this place.",
    "The nicest place we have had in {city} so far.",
    "We felt at home before the bags were unpacked.",
    "It is bigger inside than it looks from the street.",
    "A calm, tidy home where everything has its place.",
    "An old {building}, well kept.",
    "There is charm here, and hot water too.",
    "It was so comfortable that we cancelled our dinner plans and stayed in.",
    "You can tell that somebody loves this {building}.",
    "We have stayed in many places for work, and this one I will remember.",
    "Plain, honest and very comfortable.",
    "It has all that you need and nothing that you must dust around.",
    "Good light in the morning and a comfortable chair to drink coffee in.",
  ],
  clean: [
    "Spotlessly clean.",
    "The cleanest place we have stayed in this year.",
    "It smelled of nothing at all, which is how clean should smell.",
    "Fresh sheets, fresh towels, not a crumb anywhere.",
    "The bathroom shone.",
    "You could eat off the kitchen floor.",
    "Very clean, down to the window sills.",
    "Clean and tidy when we came, and easy to keep so.",
    "The towels were thick and plenty.",
    "I am fussy about bathrooms and found nothing to say.",
    "Somebody cleans here with pride.",
    "Everything was freshly made up.",
    "Clean in the corners too.",
  ],
  accuracy: [
    "The page tells the truth.",
    "Everything was as the listing says.",
    "No surprises, in the best sense.",
    "What is described is what you get.",
    "All that was promised was there.",
    "Even the small print was right.",
    "The stairs are mentioned, and there they are; otherwise just as drawn.",
    "It was exactly what we booked.",
  ],
  checkIn: [
    "{host} was at the door when we came.",
    "The key was handed over in a minute, with a smile.",
    "Arriving was easy, although we were late.",
    "We were met and shown around in five minutes.",
    "{host} waited for our late train without a word of complaint.",
    "Check-in took two minutes.",
  ],
  checkInSelf: [
    "The door code worked the first time.",
    "We came at midnight and let ourselves in without trouble.",
    "Self check-in was simple.",
    "The instructions for the door were clear, even in the rain.",
    "Getting in took ten seconds.",
    "The code came the day before, and it worked.",
    "Letting ourselves in late was no problem at all.",
    "Easy entry with the keypad.",
  ],
  host: [
    "{host} answered every question within minutes.",
    "{host} was kind and left us in peace.",
    "Communication with {host} was quick and friendly.",
    "{host} sent us a list of places to eat, and each one was good.",
    "When a bulb went out, {host} was there within the hour.",
    "{host} let us leave our bags after check-out.",
    "You notice that {host} has done this for a while.",
    "{host} checked that we had all we needed and otherwise let us be.",
    "A thoughtful host who answers before you have put the phone down.",
    "{host} had left coffee and a note, which was a lovely start.",
    "We had one question about the heating, and {host} answered at once.",
    "{host} made an early arrival possible.",
    "Thank you, {host}, for the tip about the bakery.",
    "{host} is the reason to come back.",
  ],
  location: [
    "{hood} was the right place to stay.",
    "{sight} is {sightMin} minutes on foot.",
    "We walked to {sight} and back.",
    "We left the car and walked everywhere.",
    "{hood} is quiet in the evening, and we slept well.",
    "A good base for {city}.",
    "The street is calm, and still you are near everything.",
    "{sight} is close enough to walk before breakfast.",
    "The best thing is the place: {sight} around the corner, and still quiet.",
    "We were in town for work, and {sight} was a short walk.",
    "Walking home through {hood} at night felt fine.",
    "{hood} has good houses to look at; take the long way home.",
    "Central without the noise.",
    "Easy to find, easy to leave in the morning.",
  ],
  park: [
    "{park} is {parkMin} minutes away, and we ran there each morning.",
    "We had our coffee in {park} most days.",
    "The dog loved {park}, which is just down the road.",
    "{park} is close, and in {month} it was at its best.",
    "The children spent every afternoon in {park}.",
    "You can hear birds, because {park} is so near.",
    "A walk through {park} was how we ended each day.",
  ],
  value: [
    "Very good value.",
    "We paid less than for a hotel and had much more.",
    "Worth every cent.",
    "Fair price for what it is.",
    "Hard to beat for the price.",
    "For this money there is nothing better in {hood}.",
    "The price we saw was the price we paid.",
    "Great value for {nights}.",
  ],
  kitchen: [
    "The kitchen has what you need to really cook.",
    "Sharp knives, for once.",
    "We cooked every evening and missed nothing.",
    "Good coffee to be made in the kitchen, and we made much of it.",
    "Pots, pans, oil, salt: all there.",
    "The kitchen is well stocked, down to the corkscrew.",
    "We roasted a chicken and washed nothing by hand.",
    "Breakfast at the kitchen table was the best hour of the day.",
  ],
  desk: [
    "A real desk and a real lamp: I worked here for days.",
    "The wifi held through a week of calls.",
    "I worked at the desk each morning without a thought.",
    "Fast wifi and a proper chair, which matters more than the view.",
    "Good place to finish a report.",
    "I took calls from the desk and nobody heard the street.",
  ],
  beds: [
    "The bed was excellent.",
    "We slept like stones.",
    "The mattress is firm and new.",
    "Good pillows, which is rarer than you think.",
    "All of us slept well, even the light sleeper.",
    "Best sleep of the whole trip.",
    "The bedroom is dark and quiet.",
    "Comfortable beds and warm blankets.",
    "It is quiet at night, and the bed is soft.",
  ],
  pets: [
    "Our dog was as welcome as we were.",
    "The dog approves.",
    "Rare to find a place that takes a dog and means it.",
    "There was even a bowl for the dog.",
    "No fuss about the cat.",
  ],
  family: [
    "The children asked to come back before we had left.",
    "Good for a family: room to spread out and nothing that breaks.",
    "Our baby slept well in the cot that was made ready.",
    "Three generations of us fitted without bumping into each other.",
    "The high chair and the crib saved us half the luggage.",
    "With two small children it was easy, which says a lot.",
  ],
  parking: [
    "Parking was easy.",
    "The free parking is a relief in this city.",
    "We always found a place for the car.",
    "Parking right there, even with a van.",
  ],
  outdoors: [
    "We sat outside every evening until it was dark.",
    "Breakfast outside, in the sun, in {month}.",
    "The seat outdoors is the best place in the house.",
    "We grilled twice and stayed out late.",
    "The green at the back is a small holiday of its own.",
    "A cup of tea outside after work was all I wanted.",
  ],
  fire: [
    "We lit the fire on the first evening and did not go out again.",
    "The fireplace made the {season} evenings.",
    "A fire, a book, and snow outside: perfect.",
    "Nothing better than the fireplace after a long drive.",
  ],
  laundry: [
    "Being able to wash clothes made our long trip easier.",
    "The washer and dryer were a blessing with children.",
    "We went home with clean clothes, thanks to the laundry.",
  ],
  long: [
    "I stayed for {nights} while my own place was being done up, and it never felt like a stopgap.",
    "After {nights} I was sorry to leave.",
    "For a long stay it has all you need: storage, a washer, peace.",
    "I lived here for {nights} on a contract and would do it again.",
    "{nights} are a long time, and nothing got on my nerves.",
  ],
  roomInHome: [
    "The room is private and the shared parts are kept tidy.",
    "I had the room to myself and met friendly people in the kitchen.",
    "Living with others was easy here: everybody was considerate.",
    "The shared bathroom was always free when I needed it.",
    "A simple room, a good lock, a kind household.",
    "One room in a friendly house: all a person alone needs.",
  ],
  weather: [
    "We came in {month} and the house was warm from the first minute.",
    "{month} in {city} can be grey; coming back here made up for it.",
    "Lovely in {season}.",
    "It was hot in town and pleasantly cool inside.",
    "Rain all weekend, and we did not mind.",
  ],
  purpose: [
    "We came for a wedding.",
    "I was here for a week of meetings.",
    "We visited our daughter at the university.",
    "I had a hospital appointment and needed somewhere restful near by.",
    "A weekend away from the city, no more and no less.",
    "We broke a long drive here.",
    "I came for a hearing at the Capitol.",
    "Four friends, one concert, one good breakfast.",
    "We were moving house and stranded between two keys.",
    "My parents came along and were very content.",
    "A graduation, with the whole family.",
  ],
  return: [
    "We shall be back.",
    "Next time I will book the same place.",
    "We have already looked at dates for {season} next year.",
    "I would stay here again tomorrow.",
    "I will send my colleagues here.",
    "We did not want to leave.",
    "If you come to {city}, look no further.",
    "Recommended without a second thought.",
  ],
};

/** What keeps a stay from five stars, by the category that was marked down. */
export const COMPLAINTS: Record<
  "cleanliness" | "accuracy" | "checkIn" | "communication" | "location" | "value",
  { small: readonly string[]; large: readonly string[] }
> = {
  cleanliness: {
    small: [
      "There was some dust under the bed.",
      "The shower drain could do with a clean.",
      "One of the towels had a stain.",
      "A few crumbs in the kitchen drawers.",
      "The windows had not been cleaned for a while.",
      "The microwave needed a wipe.",
    ],
    large: [
      "The bathroom was not clean when we came.",
      "There was hair in the shower and a bin that nobody had emptied.",
      "The sheets did not look fresh, and we had to ask for others.",
      "The floor was sticky in the kitchen.",
      "It smelled of damp.",
    ],
  },
  accuracy: {
    small: [
      "The second bed is a pull-out: fine for a child, short for a tall adult.",
      "The rooms are smaller than I had pictured.",
      "The stairs are steeper than they look.",
      "The desk is more of a shelf.",
      "The television did not find all of its channels.",
    ],
    large: [
      "Two of the things on the list were not there.",
      "The heating did not work on the first night.",
      "It is not as quiet as the page says.",
      "The air conditioning had given up, and it was a hot week.",
      "One bedroom has no door, which the page does not mention.",
    ],
  },
  checkIn: {
    small: [
      "The door code took three tries.",
      "The house number is hard to see in the dark.",
      "We got the instructions late in the day.",
      "Finding the right door was a small puzzle.",
    ],
    large: [
      "We waited forty minutes in front of the door.",
      "The code did not work, and nobody answered for half an hour.",
      "Nobody was there at the agreed time.",
    ],
  },
  communication: {
    small: [
      "Answers took a few hours.",
      "A little more information beforehand would have helped.",
      "I had to ask twice about the parking.",
    ],
    large: [
      "Our messages went unanswered for a day.",
      "{host} was hard to reach when the water ran cold.",
      "We were told one thing about the check-out and then another.",
    ],
  },
  location: {
    small: [
      "The street is busy in the morning.",
      "You need a car for most things.",
      "The walls are thin, and the neighbours get up early.",
      "Parking took some patience.",
      "There is a bus stop right in front.",
    ],
    large: [
      "Loud until two in the morning on Saturday.",
      "We did not feel at ease walking home at night.",
      "It is much further out than we had understood.",
      "Sirens all night; bring ear plugs.",
    ],
  },
  value: {
    small: [
      "A little dear for what it is.",
      "The cleaning fee is high for one night.",
      "For this price I expected better coffee.",
      "Good, though not cheap.",
    ],
    large: [
      "Not worth the price.",
      "For this money you can have a good hotel.",
      "We paid too much for two small rooms.",
    ],
  },
};
