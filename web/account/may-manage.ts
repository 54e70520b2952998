import type { AccountPartsFragment } from "../generated/graphql";

/** Whether the person may change users and settings: an owner or manager of an account that has moved. */
export const mayManage = ({ managedIn, viewerUser }: AccountPartsFragment): boolean =>
  managedIn === "PARTNER_CENTER" &&
  (viewerUser?.partnerCenterRole === "OWNER" || viewerUser?.partnerCenterRole === "MANAGER");
