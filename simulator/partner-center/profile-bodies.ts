import { z } from "zod";
import { email, label, mpnNumber } from "../world/words";

const address = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/, "not a country code"),
  state: label.optional(),
  city: label,
  addressLine1: label,
  addressLine2: label.optional(),
  postalCode: label.optional(),
});

/** The body of an application for MPN membership. */
export const applicationBody = z.strictObject({
  companyName: label,
  address,
  primaryContact: z.strictObject({ firstName: label, lastName: label, email, phoneNumber: label.optional() }),
  profileType: z.literal("legalBusinessProfile").optional(),
});

/** The body of a seller account's settings. */
export const settingsBody = z.strictObject({
  companyName: label,
  accountType: z.enum(["Company", "Individual"]),
  primaryContact: z.strictObject({
    name: label.optional(),
    firstName: label.optional(),
    lastName: label.optional(),
    email,
    phoneNumber: label.optional(),
  }),
  address: address.nullable(),
  mpnId: mpnNumber,
});
