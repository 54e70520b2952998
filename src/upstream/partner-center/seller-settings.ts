import { z } from "zod";
import type { Request } from "../request/call";
import type { PartnerCenter, SellerSettings } from "../upstream";
import { addressBody } from "./wire";

const accountTypes = { COMPANY: "Company", INDIVIDUAL: "Individual" } as const;

const sellerAnswer = z.object({ sellerId: z.string().regex(/^\d{1,20}$/), publisherId: z.string() });

/** The seller account of a publisher: the same profile as the partner's own, with the publisher named in a header. */
export function createSellerSettings(request: Request): Pick<PartnerCenter, "saveSettings"> {
  return {
    async saveSettings({ tenantId, publisherId }, settings, key) {
      const { body } = await request({
        name: "seller settings",
        method: "PUT",
        path: "/v1/profiles/legalbusiness",
        tenantId,
        headers: { "x-publisherid": publisherId },
        body: settingsBody(settings),
        key,
        answer: sellerAnswer.refine((seller) => seller.publisherId === publisherId),
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
