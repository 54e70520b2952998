import { once } from "node:events";
import { createWriteStream } from "node:fs";

const firstWords = [
  ...[
    "Adatum",
    "Adventure",
    "Åkeri",
    "Alpine",
    "Bellows",
    "Blue Yonder",
    "City Power",
    "Coffee",
    "Contoso",
    "Fabrikam",
  ],
  ...["Fourth", "Graphic", "Humongous", "Lamna", "Litware", "Lucerne", "Margie", "Munson", "Ñandú", "Northwind"],
  ...["Österlen", "Proseware", "Relecloud", "Śląsk", "Southridge", "Tailspin", "Trey", "VanArsdel", "Wide World"],
  ...["Wingtip", "Woodgrove", "Zürich"],
];
const lastWords = [
  ...["Analytics", "Cloud", "Data", "Design", "Devices", "Finance", "Health", "Insights", "IoT", "Labs", "Logistics"],
  ...["Media", "Networks", "Pharma", "Research", "Retail", "Robotics", "Security", "Software", "Systems", "Toys"],
];
const givenNames = ["Alex", "Björn", "Chiara", "Emeka", "Ines", "Kai", "Mei", "Nadia", "Olu", "Sam", "Tomasz", "Yuki"];
const surnames = [
  "Adeyemi",
  "Castro",
  "Haddad",
  "Ito",
  "Larsen",
  "Müller",
  "Novak",
  "Patel",
  "Rossi",
  "Silva",
  "Yılmaz",
];

/** An agent with a role on up to five hundred accounts, however many there are. */
export const agent = "agent@agency.example";
const ofAgent = 500;

/** Returns the address of the nth account's owner. */
export const ownerOf = (n: number): string => `${ascii(givenName(n))}.${n}@${domainOf(n)}`;

/** Returns the nth account's publisher ID. */
export const publisherIdOf = (n: number): string => `${ascii(displayName(n)).replaceAll(" ", "")}-${n}`;

/** Writes an export of `count` accounts, always the same: names from few words as in real life, four users each. */
export async function makeExport(file: string, count: number): Promise<void> {
  const out = createWriteStream(file, { highWaterMark: 1024 * 1024 });
  for (let n = 0; n < count; n++) if (!out.write(`${JSON.stringify(exportRow(n, count))}\n`)) await once(out, "drain");
  out.end();
  await once(out, "finish");
}

function exportRow(n: number, count: number): object {
  const owner = ownerOf(n);
  const colleague = (index: number, role: string) => {
    const displayName = `${givenName(n + index)} ${pick(surnames, n * 3 + index)}`;
    const email = `${ascii(displayName).replace(" ", ".")}.${index}@${domainOf(n)}`;
    return { kind: "person", email, displayName, role, identity: "work" };
  };
  return {
    publisherId: publisherIdOf(n),
    displayName: displayName(n),
    accountType: n % 9 ? "COMPANY" : "INDIVIDUAL",
    mpnId: n % 7 ? String(1_000_000 + n) : null,
    signInEmail: owner,
    sellerContact: {
      name: `${givenName(n)} ${pick(surnames, n)}`,
      email: owner,
      phone: n % 2 ? null : `+46 8 ${100_000 + (n % 900_000)}`,
      address:
        n % 3
          ? {
              line1: `${n % 200} Main Street`,
              city: "Stockholm",
              postalCode: String(10_000 + (n % 9_000)),
              countryCode: "SE",
            }
          : null,
    },
    users: [
      {
        kind: "person",
        email: owner,
        displayName: `${givenName(n)} ${pick(surnames, n)}`,
        role: "Owner",
        identity: "work",
      },
      colleague(1, "Owner"),
      colleague(2, "Contributor"),
      n % Math.ceil(count / ofAgent)
        ? colleague(3, "Contributor")
        : { kind: "person", email: agent, displayName: "An Agent", role: "Contributor", identity: "work" },
    ],
  };
}

/** Scatters numbers, so that accounts next to each other in the export are far apart by name. */
const scattered = (n: number): number => (n * 2_654_435_761) % 4_294_967_296;
const displayName = (n: number): string =>
  `${pick(firstWords, scattered(n))} ${pick(lastWords, Math.floor(scattered(n) / 64))}`;
/** Returns the domain of the nth account's people. */
export const domainOf = (n: number): string => `${ascii(displayName(n)).replaceAll(" ", "-")}-${n}.example`;
const givenName = (n: number): string => pick(givenNames, n);
const pick = (words: readonly string[], n: number): string => words[n % words.length]!;
const ascii = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("ł", "l")
    .replaceAll("ı", "i")
    .toLowerCase();
