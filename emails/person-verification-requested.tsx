import type { z } from "zod";
import { Letter } from "./_letter";
import { Action, Sentence } from "./_parts";
import type { Words } from "./_words";
import type { accountFacts } from "./facts";

type Props = { facts: z.output<typeof accountFacts>; words: Words; appUrl: string; link: string };

export function PersonVerificationRequested({ facts, words, appUrl, link }: Props) {
  const { t } = words;
  const key = "person-verification-requested";
  return (
    <Letter
      words={words}
      appUrl={appUrl}
      reader="account"
      preview={t(`${key}.preview`)}
      title={t(`${key}.title`)}
    >
      <Sentence>{t(`${key}.text`, { name: facts.name })}</Sentence>
      <Action href={link}>{t(`${key}.action`)}</Action>
      <Sentence quiet>{t(`${key}.expires`)}</Sentence>
    </Letter>
  );
}
