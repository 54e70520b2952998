import { IntlMessageFormat } from "intl-messageformat";

type MessageElement = ReturnType<IntlMessageFormat["getAst"]>[number];
/** The element types of a message, as the library numbers them. */
const kind = { literal: 0, date: 3, time: 4, plural: 6, pound: 7 };

/** An ICU argument of a message. */
export interface Place {
  name: string;
  type: number;
  cases: string[];
}

/** Returns the ICU arguments of a message, each with its type and its cases. Throws if the message is not valid ICU. */
export function placesOf(message: string): Place[] {
  const found = new Map<string, Place>();
  const walk = (elements: MessageElement[]): void => {
    for (const element of elements) {
      if (!("value" in element) || (element.type as number) === kind.literal) continue;
      const options = "options" in element ? element.options : {};
      const place = { name: element.value, type: element.type, cases: Object.keys(options) };
      found.set(JSON.stringify(place), place);
      for (const option of Object.values(options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst());
  return [...found.keys()].sort().map((key) => found.get(key)!);
}

/** Returns the name of a place and a sample value for it. */
export const filling = ({ name, type }: Place): [string, string | number | Date] => [
  name,
  type === kind.plural ? 2 : type === kind.date || type === kind.time ? new Date(0) : `Some ${name}.`,
];
