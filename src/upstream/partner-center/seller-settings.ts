import { z } from "zod";
import type { Request } from "../request/call";
import type { PartnerCenter, SellerSettings } from "../upstream";
import { addressBody, gone, mpnId, onBehalf, postalAddress } from "./wire";

const path = "/v1/profiles/legalbusiness";
const accountTypes = { COMPANY: "Company", INDIVIDUAL: "Individual" } as const;
const ourTypes = { Company: "COMPANY", Individual: "INDIVIDUAL" } as const;

const sellerAnswer = z.object({ sellerId: z.string().regex(/^\d{1,20}$/), publisherId: z.string() });

const contact = z
  .object({
    name: z.string().max(256).nullish(),
    firstName: z.string().max(128).nullish(),
    lastName: z.string().max(127).nullish(),
    email: z.string().max(254),
    phoneNumber: z.string().max(64).nullish(),
  })
  .transform(({ name, firstName, lastName, email, phoneNumber }) => ({
    name: name ?? [firstName, lastName].filter(Boolean).join(" "),
    email,
    phone: phoneNumber || null,
  }));

const settingsAnswer = sellerAnswer
  .extend({
    companyName: z.string().min(1).max(256),
    accountType: z.enum(["Company", "Individual"]),
    primaryContact: contact,
    address: postalAddress.nullish(),
    mpnId,
  })
  .transform(({ sellerId, publisherId, companyName, accountType, primaryContact, address = null, mpnId }) => ({
    publisherId,
    sellerId,
    displayName: companyName,
    accountType: ourTypes[accountType],
    contact: { ...primaryContact, address },
    mpnId,
  }));

/** A publisher's seller account: the same profile as the partner's own, with the publisher in a header. */
export function createSellerSettings(request: Request): Pick<PartnerCenter, "saveSettings" | "settings"> {
  return {
    async settings(seller) {
      const answer = await request({
        name: "seller settings",
        method: "GET",
        path,
        ...onBehalf(seller),
        answer: settingsAnswer.refine(({ publisherId }) => publisherId === seller.publisherId),
        expected: [gone],
      });
      if (answer.kind === "refusal") return null;
      const { publisherId: _, ...settings } = answer.body;
      return settings;
    },
    async saveSettings(seller, settings, key) {
      const { body } = await request({
        name: "save seller settings",
        method: "PUT",
        path,
        ...onBehalf(seller),
        body: settingsBody(settings),
        key,
        answer: sellerAnswer.refine(({ publisherId }) => publisherId === seller.publisherId),
      });
      return { sellerId: body.sellerId };
    },
  };
}

function settingsBody({ displayName, accountType, contact, mpnId }: SellerSettings): object {
  const { name, email, phone, address } = contact;
  return {
    companyName: displayName,
    accountType: accountTypes[accountType],
    primaryContact: { name, email, ...(phone !== null && { phoneNumber: phone }) },
    address: address && addressBody(address),
    mpnId,
  };
}
