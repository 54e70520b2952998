import { draftOf, type Address } from "../account/address";
import type { SettingsPartsFragment } from "../generated/graphql";

/** An application while it is being edited. */
export interface ApplicationDraft {
  legalName: string;
  address: Address;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  accepted: boolean;
}

/** Returns the initial draft, from what is known about the account. The legal name is never guessed: it is vetted. */
export function draftFrom(contact: SettingsPartsFragment["sellerContact"]): ApplicationDraft {
  const [firstName = "", ...others] = contact.name.split(" ");
  const { email, phone, address } = contact;
  return {
    ...{ legalName: "", address: draftOf(address), firstName, lastName: others.join(" ") },
    ...{ email, phone: phone ?? "", accepted: false },
  };
}
