import { ABBREVIATIONS } from './abbreviations';
import { TRANSLATIONS } from './translations';

/** Words that stand without a separator in names such as `extendedprice` and `orderdate`. */
const WORDS = `
account active actual additional address age agent album amount annual answer approved arrival article artist attribute author available average balance bank base batch begin billing bill birth book branch brand browser budget building business
buyer call campaign cancelled capacity card carrier cash category center change channel charge check child city class clerk client close closed code color comment commit company completed contact container content contract cost count country county coupon create created credit currency current customer
daily data date day days debit default deleted delivered delivery department description destination device discount display distance district division document duration education effective email employee end entry error estimated event expected expiry extended failed family feature fee feet field file final first fiscal flag full
gender given grade gross group hand height hire hired holiday home hour hours house image income index inserted instruct instruction insurance interest internal inventory invoice issue issued item job join joined key label language last latitude ledger length level license line list loan local location longitude lower
maiden manager manufacturer marital market marketing maximum media member message method middle minimum minute minutes mobile mode model modified month monthly name nation national net next note number office open opened opening operating option order ordered original origin outer owner
package page paid parent part partner party password passenger patient payment percent percentage period person phone place plan plant platform player point points policy population position post power preferred price primary priority process product profit project promotion property province public publisher published purchase
quantity quarter query question queue rank rate rating read real reason receipt received receiver record reference refund region register registered registration release released remark rental rep report request required response result retail return returned revenue review role room route row run
salary sale sales salutation schedule scheduled score season second seconds section sector seen segment seller sender sent sequence series service session shift ship shipped shipping shipment shop short signup site size sku sold source space speed square staff stage standard start started state status stock stop store street student style subject subtotal suite supplier supply support system
target task tax team temperature term terms text ticket time timestamp title to total track transaction transfer transport type unit units update updated upper url usage user valid value variant vehicle vendor version video view visit volume warehouse web week weekday weekend weekly weight wholesale width work year yearly zip
`.trim().split(/\s+/);

/** Short words, which stand alone only at the end of a run of letters: `customerid`. */
const ENDINGS = ['id', 'dt', 'cd', 'ts', 'nr', 'no', 'sk', 'at', 'on', 'by'];

const LONGEST_RUN = 40;

const KNOWN: ReadonlySet<string> = new Set([...WORDS, ...Object.keys(ABBREVIATIONS).filter((word) => word.length >= 3), ...Object.keys(TRANSLATIONS).filter((word) => word.length >= 4)]);

/** A word in English, its abbreviation resolved; several words where it stands for several. */
export function plainWords(word: string): readonly string[] {
  return known(word) ?? runTogether(word)?.flatMap((part) => known(part) ?? [part]) ?? [word];
}

function known(word: string): readonly string[] | undefined {
  if (Object.hasOwn(ABBREVIATIONS, word)) return ABBREVIATIONS[word].split(' ');
  if (Object.hasOwn(TRANSLATIONS, word)) return TRANSLATIONS[word].split(' ');
  return KNOWN.has(word) ? [word] : undefined;
}

/** The fewest known words that a run of letters consists of; undefined where there are none. */
function runTogether(word: string): readonly string[] | undefined {
  if (word.length < 5 || word.length > LONGEST_RUN) return undefined;
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    for (let start = 0; start < end; start++) {
      const before = best[start];
      const part = word.slice(start, end);
      const fits = part.length >= 3 ? KNOWN.has(part) : end === word.length && start > 0 && ENDINGS.includes(part);
      if (before && fits && before.length + 1 < (best[end]?.length ?? Infinity)) best[end] = [...before, part];
    }
  }
  return best[word.length];
}
