import { z } from "zod";
import type { Dialect } from "../request/read-reply";
import type { PostalAddress, SellerRef } from "../upstream";

const text = z.union([z.string(), z.number()]).transform(String);

/** How Partner Center expresses a refusal. Its codes are numbers or strings. */
export const partnerCenterDialect: Dialect = {
  refusal: z.object({ code: text, description: z.string().nullish() }).transform(({ code, description }) => ({
    code,
    description: description ?? "",
  })),
  forbids: ["3403"],
};

/** "No such MPN ID, tenant or profile": the only reply that means this. */
export const unknown = "404 3000";

/** "No such seller account, role or member". */
export const gone = "404 3404";

/** The part of a call that is made on the tenant's behalf, about the publisher's seller account. */
export const onBehalf = ({ tenantId, publisherId }: SellerRef) => ({
  tenantId,
  headers: { "x-publisherid": publisherId },
});

/** An MPN ID, sent as a string or a number and read as a string. */
export const mpnId = text.pipe(z.string().regex(/^[1-9]\d{0,9}$/));

/** Writes a postal address in Partner Center's format. */
export function addressBody(address: PostalAddress): Record<string, string> {
  const { line1, line2, city, region, postalCode, countryCode } = address;
  return {
    country: countryCode,
    ...(region !== null && { state: region }),
    city,
    addressLine1: line1,
    ...(line2 !== null && { addressLine2: line2 }),
    ...(postalCode !== null && { postalCode }),
  };
}

const optional = z
  .string()
  .max(256)
  .nullish()
  .transform((given) => given || null);

/** Reads a postal address in Partner Center's format. */
export const postalAddress = z
  .object({
    country: z.string().length(2),
    state: optional,
    city: z.string().max(256),
    addressLine1: z.string().max(256),
    addressLine2: optional,
    postalCode: optional,
  })
  .transform(({ country, state, city, addressLine1, addressLine2, postalCode }): PostalAddress => ({
    line1: addressLine1,
    line2: addressLine2,
    city,
    region: state,
    postalCode,
    countryCode: country,
  }));
