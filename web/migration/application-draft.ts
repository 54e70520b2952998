import { draftOf, type Address } from "../account/address";
import type { SettingsPartsFragment } from "../generated/graphql";

/** An application while it is being written. */
export interface ApplicationDraft {
  legalName: string;
  address: Address;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  accepted: boolean;
}

/** An application to begin with, from what is known of the account. The legal name is never guessed: it is vetted. */
export function draftFrom(contact: SettingsPartsFragment["sellerContact"]): ApplicationDraft {
  const [firstName = "", ...others] = contact.name.split(" ");
  const { email, phone, address } = contact;
  return {
    ...{ legalName: "", address: draftOf(address), firstName, lastName: others.join(" ") },
    ...{ email, phone: phone ?? "", accepted: false },
  };
}
