import type { BusinessProfile } from "../../entities/mpn-application";
import { parseAddress } from "../address";
import { badAddress, badText, type FieldFault, type GivenAddress, postalAddress } from "../fields";

/** An application as a client sends it. */
export interface GivenApplication {
  legalName: string;
  address: GivenAddress;
  primaryContact: { firstName: string; lastName: string; email: string; phone?: string | null };
  acceptedAgreementVersion: string;
}

const path = ["input", "by", "application"];

/** All malformed fields of an application. */
export function applicationFaults(given: GivenApplication, presentAgreement: string): FieldFault[] {
  const { legalName, address, primaryContact: contact, acceptedAgreementVersion } = given;
  const contactPath = [...path, "primaryContact"];
  return [
    ...badText([...path, "legalName"], legalName, 256),
    ...badAddress([...path, "address"], address),
    ...badText([...contactPath, "firstName"], contact.firstName, 128),
    ...badText([...contactPath, "lastName"], contact.lastName, 128),
    ...(parseAddress(contact.email) ? [] : [{ path: [...contactPath, "email"], message: "field.email" }]),
    ...(contact.phone == null ? [] : badText([...contactPath, "phone"], contact.phone, 32)),
    ...(acceptedAgreementVersion === presentAgreement
      ? []
      : [
          {
            path: [...path, "acceptedAgreementVersion"],
            message: "field.agreement",
            params: { version: presentAgreement },
          },
        ]),
  ];
}

/** The profile to be vetted, from an application without faults. */
export function businessProfile({ legalName, address, primaryContact: contact }: GivenApplication): BusinessProfile {
  return {
    legalName: legalName.trim(),
    address: postalAddress(address),
    primaryContact: {
      firstName: contact.firstName.trim(),
      lastName: contact.lastName.trim(),
      email: parseAddress(contact.email)!.address,
      phone: contact.phone?.trim() ?? null,
    },
  };
}
