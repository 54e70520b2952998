import { z } from "zod";
import type { Dialect } from "../request/read-reply";
import type { PostalAddress, SellerRef } from "../upstream";

const text = z.union([z.string(), z.number()]).transform(String);

/** How Partner Center says no; its codes come as numbers and as strings. */
export const partnerCenterDialect: Dialect = {
  refusal: z.object({ code: text, description: z.string().nullish() }).transform(({ code, description }) => ({
    code,
    description: description ?? "",
  })),
  forbids: ["3403"],
};

/** "No such MPN ID, tenant or profile": the one way in which Partner Center says so. */
export const unknown = "404 3000";

/** "No such seller account, role or member". */
export const gone = ["404 3404"];

/** A call in the name of the tenant, about the publisher's seller account. */
export const onBehalf = ({ tenantId, publisherId }: SellerRef) => ({
  tenantId,
  headers: { "x-publisherid": publisherId },
});

/** An MPN ID, as a string whatever it came as. */
export const mpnId = text.pipe(z.string().regex(/^[1-9]\d{0,9}$/));

/** A postal address in Partner Center's words. */
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

/** A postal address as Partner Center writes it. */
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
