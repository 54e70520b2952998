/** English, in ICU message syntax. This catalogue defines which sentences exist. */
export const en = {
  "banner.start":
    "Move {account} to Partner Center. You need a work e-mail and, if you are not a member yet, a Partner Network membership.",
  "banner.finish": "The move of {account} to Partner Center is waiting for your answer.",
  "banner.failed": "The move of {account} to Partner Center has stopped. See what to do.",
  "banner.inProgress": "{account} is being moved to Partner Center. There is nothing for you to do.",
  "banner.vetting":
    "Microsoft is vetting your Partner Network application. The move of {account} will continue automatically once a decision is made.",
  "banner.migrated": "{account} has moved: manage it in Partner Center.",
  "banner.askOwner":
    "{account} must move to Partner Center, and only an owner can do that. {count, plural, =0 {Ask support who owns it.} one {Ask {owners}.} other {Ask one of its owners: {owners}.}}",

  "hint.WORK_EMAIL.SATISFIED": "The work e-mail is confirmed.",
  "hint.WORK_EMAIL.CONFIRM_WORK_EMAIL":
    "Confirm a work e-mail. Usually the address you sign in to Cloud Partner Portal with will do.",
  "hint.WORK_EMAIL.PERSONAL_MICROSOFT_ACCOUNT":
    "Partner Center does not accept personal Microsoft accounts. Enter a work e-mail{tenant, select, none {} other { at {tenant}}} instead.",
  "hint.WORK_EMAIL.TENANT_MISMATCH":
    "The MPN ID is registered to {tenant, select, none {another organisation} other {{tenant}}}: enter a work e-mail at that organisation.",
  "hint.WORK_EMAIL.CODE_SENT": "Enter the six-digit code that was sent to the address, or use another address.",
  "hint.WORK_EMAIL.WILL_SEND_CODE": "A six-digit code will be sent to this address to confirm it.",
  "hint.MPN_MEMBERSHIP.SATISFIED": "The Microsoft Partner Network membership is in order.",
  "hint.MPN_MEMBERSHIP.CHECKING":
    "The MPN ID cannot be checked with Partner Center right now. It will be checked when you start.",
  "hint.MPN_MEMBERSHIP.MPN_ID_MISSING":
    "The account has no MPN ID. Enter the ID of a membership you already have, or apply for one once the work e-mail is confirmed.",
  "hint.MPN_MEMBERSHIP.MPN_ID_INVALID":
    "This MPN ID cannot be used. Enter the ID of a valid membership, or apply for one once the work e-mail is confirmed.",
  "hint.MPN_MEMBERSHIP.TENANT_MISMATCH":
    "That MPN ID belongs to {tenant, select, none {another organisation} other {{tenant}}}: enter your own organisation's MPN ID, or a work e-mail at the organisation that it belongs to.",
  "hint.MPN_MEMBERSHIP.SELLER_TENANT":
    "The account is already in Partner Center under {tenant, select, none {another organisation} other {{tenant}}}: enter an MPN ID of that organisation.",
  "hint.MPN_MEMBERSHIP.MPN_BEING_VETTED":
    "Microsoft is vetting the application. The move will continue automatically once a decision is made.",
  "hint.MPN_MEMBERSHIP.MPN_APPLICATION_REJECTED":
    "The application was turned down. Apply again with the details as they are registered, or enter the ID of a membership you already have.",

  "event.status.NOT_STARTED": "The migration has not started.",
  "event.status.ACTION_REQUIRED": "The migration is waiting for an owner's answer.",
  "event.status.VERIFYING": "The answers are being checked.",
  "event.status.MIGRATING": "The answers were verified. Settings and users are being moved.",
  "event.status.COMPLETED": "The account is now managed in Partner Center.",
  "event.status.FAILED": "The migration has stopped.",
  "event.status.CANCELED": "The migration was canceled.",
  "event.workEmailAccepted": "{answer} was confirmed as the work e-mail.",
  "event.workEmailAccepted.untold": "The work e-mail was confirmed.",
  "event.workEmailRejected": "A work e-mail was not accepted.",
  "event.codeSent": "A code is on its way to {answer}.",
  "event.codeSent.untold": "A code is on its way to the work e-mail.",
  "event.mpnIdAccepted": "MPN ID {answer} was accepted.",
  "event.mpnIdAccepted.untold": "The MPN ID was accepted.",
  "event.mpnRejected": "An answer about the Partner Network membership was not accepted.",
  "event.applicationMade":
    "{answer} applied for membership of the Partner Network and accepted version {agreement} of the agreement.",
  "event.applicationMade.untold":
    "An application for membership of the Partner Network was made and version {agreement} of the agreement was accepted.",
  "event.applicationRejected": "The application for membership was turned down.",
  "event.applicationRefused": "Partner Center did not accept the application: {detail}",
  "event.applicationRefused.untold": "Partner Center did not accept the application.",
  "event.membershipGranted": "The application was granted: the MPN ID is {answer}.",
  "event.membershipGranted.untold": "The application for membership was granted.",
  "event.step.VERIFY_ANSWERS": "The answers were checked once more.",
  "event.step.COPY_SETTINGS": "The settings were copied to Partner Center.",
  "event.step.COPY_USERS": "The users were copied to Partner Center.",
  "event.step.LOCK_CPP_SETTINGS": "The settings in Cloud Partner Portal are now read-only.",
  "event.user.added":
    "{user} was added as {role, select, OWNER {an owner} MANAGER {a manager} DEVELOPER {a developer} BUSINESS_CONTRIBUTOR {a business contributor} FINANCIAL_CONTRIBUTOR {a financial contributor} other {a marketer}}.",
  "event.user.changed":
    "{user} is now {role, select, OWNER {an owner} MANAGER {a manager} DEVELOPER {a developer} BUSINESS_CONTRIBUTOR {a business contributor} FINANCIAL_CONTRIBUTOR {a financial contributor} other {a marketer}}.",
  "event.user.removed": "{user} was removed.",
  "event.cppDiffered": "Cloud Partner Portal and Partner Center disagreed about {user}. This is being corrected.",
  "event.cppUnlocked": "The settings in Cloud Partner Portal were editable. They are being made read-only again.",
  "event.settingsChanged": "The account settings were changed.",
  "event.synced": "The change to {user} has reached Cloud Partner Portal.",
  "event.syncFailed": "The change to {user} could not be made in Cloud Partner Portal. Support has been told.",

  "failure.PARTNER_CENTER_REJECTED":
    "Partner Center refused the account: {detail} Put that right and try again, or quote the correlation ID to support.",
  "failure.PARTNER_CENTER_UNREACHABLE":
    "Partner Center could not be reached. Nothing is lost: try again in a few minutes.",
  "failure.PARTNER_CENTER_UNREACHABLE.graph":
    "The directory could not be reached. Nothing is lost: try again in a few minutes.",
  "failure.PARTNER_CENTER_UNREACHABLE.entra":
    "Microsoft Entra could not be reached. Nothing is lost: try again in a few minutes.",
  "failure.CPP_REJECTED":
    "Cloud Partner Portal refused the request: {detail} Put that right and try again, or cancel and let another owner start.",
  "failure.CPP_REJECTED.MpnIdChanged":
    "The MPN ID was changed in Cloud Partner Portal while the account was moving. If the new one is right, cancel and start again; otherwise restore the earlier one there and try again.",
  "failure.CPP_UNREACHABLE": "Cloud Partner Portal could not be reached. Nothing is lost: try again in a few minutes.",
  "failure.INTERNAL":
    "Something went wrong on our side. Nothing is lost: try again, or quote the correlation ID to support.",

  "problem.TenantMismatch.workEmail":
    "{answer} does not belong to the organisation that the account's MPN ID is registered to. Enter an address at {tenant} instead.",
  "problem.TenantMismatch.mpnId":
    "MPN ID {answer} is registered to {tenant}, but the work e-mail belongs to another organisation. Enter your organisation's MPN ID, or a work e-mail at {tenant}, instead.",
  "problem.TenantMismatch.seller":
    "The account is already in Partner Center under {tenant}, and MPN ID {answer} belongs to another organisation. Enter an MPN ID of {tenant}, or ask support.",
  "problem.TenantMismatch.unnamed": "The answer does not belong to the same organisation as the account's MPN ID.",
  "problem.PersonalAccountNotAllowed":
    "{answer} is a personal Microsoft account. Enter a work e-mail{tenant, select, none {} other { at {tenant}}} instead.",
  "problem.WorkEmailUnusable.UNKNOWN_DOMAIN":
    "{answer} does not belong to an organisation that uses Microsoft Entra. Check the spelling, or enter an address at one that does.",
  "problem.WorkEmailUnusable.UNMANAGED_TENANT":
    "The organisation behind {answer} has no administrator yet. Ask your IT department to take over the domain in Microsoft Entra, or enter another address.",
  "problem.WorkEmailUnusable.UNDELIVERABLE":
    "The mail server says that {answer} does not exist. Check the spelling, or enter another address.",
  "problem.ConfirmationCodeRejected.wrong":
    "That is not the right code. {attemptsLeft, plural, one {One attempt is left.} other {# attempts are left.}}",
  "problem.ConfirmationCodeRejected.spent":
    "The code has been used up or has expired. Submit the address again to get a new one.",
  "problem.MpnIdInvalid.NOT_FOUND":
    "Partner Center does not recognise MPN ID {answer}. Look it up under Partner profile and enter its digits.",
  "problem.MpnIdInvalid.NOT_VETTED":
    "The membership of MPN ID {answer} is still being vetted. Try again once it is approved, or enter another ID.",
  "problem.MpnIdInvalid.INACTIVE":
    "The membership of MPN ID {answer} has been closed. Enter the ID of an active membership, or apply for a new one.",
  "problem.TenantAlreadyEnrolled":
    "Your organisation is already a member: enter its MPN ID {mpnId} instead of applying.",
  "problem.OwnerRoleRequired":
    "Only an owner of the account can do this. {count, plural, =0 {Ask support who owns it.} one {Ask {owners}.} other {Ask one of its owners: {owners}.}}",
  "problem.NotAllowedNow.NOT_STARTED": "The migration has not started yet. Start it first.",
  "problem.NotAllowedNow.ACTION_REQUIRED":
    "The migration is waiting for an answer. Provide what its requirements ask for.",
  "problem.NotAllowedNow.VERIFYING": "The answers are being checked. Wait for the outcome, or cancel.",
  "problem.NotAllowedNow.MIGRATING":
    "The account is being moved, and the move can no longer be stopped. Wait until it is done.",
  "problem.NotAllowedNow.COMPLETED": "The account has already moved: manage it in Partner Center.",
  "problem.NotAllowedNow.FAILED": "The migration has stopped. Try again, or cancel it first.",
  "problem.NotAllowedNow.CANCELED": "The migration was canceled. Start it again first.",
  "problem.NotAllowedNow.CPP_LOCKED":
    "Cloud Partner Portal is already read-only for this account, so the move can no longer be canceled. Wait until it is done, or try again if it has stopped.",
  "problem.NotAllowedNow.CONFIRM_WORK_EMAIL": "There is no code to confirm. Submit a work e-mail first.",
  "problem.NotAllowedNow.ENROLL_IN_MPN": "The account's MPN ID is in order: there is no need to enrol.",
  "problem.NotAllowedNow.APPLICATION_BEFORE_WORK_EMAIL":
    "The application is made for the work e-mail's organisation. Confirm a work e-mail first.",
  "problem.NotAllowedNow.NOT_MIGRATED":
    "The account is still managed in Cloud Partner Portal: make the change there, or move the account first.",
  "problem.NotAllowedNow.NEEDS_WORK_ACCOUNT":
    "This user signs in with a personal Microsoft account. Add a work account in its place, then remove this one.",
  "problem.NotAllowedNow.SYNC_NOT_FAILED": "This sync has not failed, so there is nothing to retry.",
  "problem.VersionConflict":
    "Somebody else has made a change in the meantime. Check the current state and decide again.",
  "problem.InvalidInput": "{count, plural, one {One field needs correcting.} other {# fields need correcting.}}",
  "problem.NotFound":
    "This does not exist, or you do not have access to it. Check the ID, or sign in as somebody with a role on the account.",
  "problem.UserAlreadyAdded": "This user already has a role on the account: change the role instead.",
  "problem.LastOwner": "The account would be left without an owner. Make somebody else an owner first.",
  "problem.TooManyAttempts": "Too many attempts. Try again in {minutes, plural, one {one minute} other {# minutes}}.",
  "problem.TemporarilyUnavailable":
    "{system} is not responding right now, and nothing was changed. Try again in {seconds, plural, one {one second} other {# seconds}}.",
  "problem.TemporarilyUnavailable.ANOTHER_CHANGE":
    "Another change is still on its way to Partner Center, so this one was not made. Try again in {seconds, plural, one {one second} other {# seconds}}.",

  "field.email": "This is not an e-mail address.",
  "field.code": "The code is six digits.",
  "field.mpnId": "An MPN ID is 1 to 10 digits and does not start with 0.",
  "field.blank": "This must not be blank.",
  "field.control": "This contains characters that cannot be shown.",
  "field.long": "This must be at most {max} characters.",
  "field.country": "This is not a two-letter country code, such as SE.",
  "field.notTaken": "Partner Center did not accept this: {detail} Correct it and try again.",
  "field.agreement": "The agreement has changed: read and accept version {version}.",
  "field.idempotencyKey.reused": "This key was used for another request. Use a new key for every request.",

  "person.former": "a former user",

  "system.entra": "Microsoft Entra",
  "system.graph": "The directory",
  "system.partner-center": "Partner Center",
  "system.cpp": "Cloud Partner Portal",
  "system.mail": "The mail server",

  "mail.code.subject": "{code} is your code to move {account}",
  "mail.code.intro":
    "Somebody who owns {account} in the commercial marketplace gave this address as the work e-mail for the account's move to Partner Center.",
  "mail.code.code": "Your code: {code}",
  "mail.code.expiry": "Enter it in the dialog that asked for it, before {until, time, short} UTC.",
  "mail.code.notYou": "If this was not you, do nothing: the address will not be used without the code.",
} as const;
