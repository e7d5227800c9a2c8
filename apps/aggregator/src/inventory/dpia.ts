import type { GdprInventory, InventoryEntry, RecordTypeManifest } from '@lethe/contracts';

/** Marks what only a person can judge, and counts it. */
type Blank = (question: string) => string;

/**
 * A skeleton of the assessment of Article 35(7), in Markdown: what is processed, why and for whom, and the measures, are
 * filled in from the inventory; the rest is blanks.
 */
export function dpia(inventory: GdprInventory): { text: string; blanks: number } {
  let blanks = 0;
  const blank: Blank = (question) => `> **[BLANK ${(blanks += 1)}]** ${question}\n>\n> …\n`;
  const entries = [...inventory.domains, ...inventory.services];
  const body = [
    description(inventory, entries, blank),
    necessity(entries, blank),
    risks(entries, blank),
    measures(inventory, blank),
    opinions(blank),
  ].join('\n');
  return { text: `${head(inventory, blanks)}\n${body}`, blanks };
}

const head = (
  { createdDate, isCurrent, domains }: GdprInventory,
  blanks: number,
): string => `# Data protection impact assessment (GDPR, Article 35)

Filled in from the inventory of ${createdDate.slice(0, 10)}. **${blanks} blanks are left to a person**; each is marked \`[BLANK n]\`.
${isCurrent ? '' : `\nNot every domain answered: ${listed(domains.filter(({ available }) => !available).map(({ name }) => name))} ${'is described as it said last.'}\n`}`;

const description = (
  { domains }: GdprInventory,
  entries: readonly InventoryEntry[],
  blank: Blank,
): string => `## 1. What is processed, and why (Article 35(7)(a))

${blank('Who is the controller, who the processor, who the data protection officer (names and contacts)?')}
${blank('How many people are concerned, in which countries, and are there children or other vulnerable people among them?')}
${blank('Where do the data come from, and who brings them into these services?')}
${entries.map(described).join('\n')}
### Differences from what was recorded

${domains.every(({ drift }) => drift.length === 0) ? 'None.' : listed(domains.filter(({ drift }) => drift.length > 0).map(({ name }) => name)) + ': look at the inventory, and record it when it is as it should be.'}
`;

const described = ({ name, title, database, recordTypes }: InventoryEntry): string => `### ${md(title)}

Service \`${name}\`${database === undefined ? '' : `, database \`${database}\``}.

${recordTypes.map(processing).join('\n') || 'It tells of no records.\n'}`;

const processing = (type: RecordTypeManifest): string => `- **${md(type.title)}**
  - What: ${md(type.categories.join(', '))} (${(type.fields ?? []).filter(({ personal }) => personal).length} personal fields${type.hasFile ? ', and a file' : ''})
  - Why: ${md(type.purpose)}
  - Ground: ${md(type.legalGround ?? 'not told')}
  - For whom: ${md(type.recipients.join(', ') || 'nobody outside the organisation')}
  - Kept: ${md(type.retention)}
  - On erasure: ${type.onErase}${type.ground === undefined ? '' : `, ${md(type.ground)}`}${(type.retainedOn ?? []).length === 0 ? '' : `; kept all the same: ${md((type.retainedOn ?? []).join('; '))}`}
`;

const necessity = (
  entries: readonly InventoryEntry[],
  blank: Blank,
): string => `## 2. Necessity and proportionality (Article 35(7)(b))

${[...groundsOf(entries)].map(([ground, titles]) => blank(`${md(ground)}: does it hold for ${md(titles.join(', '))}? Would less data do?`)).join('\n')}
${blank('How are people told (Articles 13 and 14), and where?')}
${blank('Which processors and which countries outside the EU are involved, under which contracts and safeguards (Articles 28 and 44 to 49)?')}
Rights of the people: access (Art. 15), rectification (Art. 16), erasure (Art. 17) and portability (Art. 20) are answered across all services named above, by \`/api/v2/gdpr/requests\`.
What they do not reach:

${listed(entries.flatMap(({ name, excluded }) => excluded.map(({ what, requirement }) => `${name}: ${what} (${requirement})`))) || 'Nothing.'}

${blank('Restriction (Art. 18) and objection (Art. 21): how are they answered?')}`;

function risks(entries: readonly InventoryEntry[], blank: Blank): string {
  const threats = ['Somebody sees it who should not', 'It is changed when it should not be', 'It is lost'];
  const sensitive = entries
    .flatMap(({ recordTypes }) => recordTypes)
    .filter(({ hasFile }) => hasFile)
    .map(({ title }) => title);
  return `## 3. Risks to the people (Article 35(7)(c))

${threats.map((threat) => blank(`${threat}: how likely, how bad for the people, and why?`)).join('\n')}
${blank(`Special categories (Art. 9): may free text or files hold some (${md(sensitive.join(', ') || 'no files')})?`)}
${blank('Is anybody profiled, or decided about by a program alone (Art. 22)?')}`;
}

const measures = ({ measures: found }: GdprInventory, blank: Blank): string => `## 4. Measures (Article 35(7)(d))

${found.length === 0 ? blank('Which technical measures are in force? No deployment was asked.') : found.map(({ measure, inForce, value, readFrom }) => `- ${inForce ? 'In force' : '**Not in force**'}: ${md(measure)} (${md(value)}; read from: ${md(readFrom)})`).join('\n')}

${found
  .filter(({ inForce }) => !inForce)
  .map(({ measure }) => blank(`Not in force: ${md(measure)}. Why, and what stands in its place?`))
  .join('\n')}
${blank('Which organisational measures are in force (training, contracts, who has access, backups and their end)?')}
${blank('Which risk remains, and is it acceptable? If it is high, the authority is to be asked (Art. 36).')}`;

const opinions = (blank: Blank): string => `## 5. Opinions and decision

${blank('What does the data protection officer advise (Art. 35(2))?')}
${blank('What do the people concerned, or who represents them, say (Art. 35(9))?')}
${blank('Decision, name, date, and when it is looked at again (Art. 35(11)).')}`;

/** Ground → titles of what rests on it. */
function groundsOf(entries: readonly InventoryEntry[]): Map<string, string[]> {
  const types = entries.flatMap(({ recordTypes }) => recordTypes);
  const byGround = Map.groupBy(types, ({ legalGround }) => legalGround ?? 'No ground is told');
  return new Map([...byGround].map(([ground, some]) => [ground, some.map(({ title }) => title)]));
}

const listed = (items: readonly string[]): string => items.map((item) => `- ${md(item)}`).join('\n');

/** Text of a declaration as text: nothing in it is Markdown or HTML. */
const md = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, '\\$&');
