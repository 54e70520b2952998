import type { en } from "./en";

/** Swedish. */
export const sv: Record<keyof typeof en, string> = {
  "banner.start":
    "Flytta {account} till Partner Center: det som behövs är en jobbadress och, om ni inte redan är med, ett medlemskap i partnernätverket.",
  "banner.finish": "Flytten av {account} till Partner Center väntar på ditt svar.",
  "banner.failed": "Flytten av {account} till Partner Center har stannat. Se vad du kan göra.",
  "banner.inProgress": "{account} flyttas till Partner Center. Du behöver inte göra något.",
  "banner.vetting":
    "Microsoft granskar er ansökan till partnernätverket. Flytten av {account} fortsätter av sig själv när den är avgjord.",
  "banner.migrated": "{account} har flyttat: hantera kontot i Partner Center.",
  "banner.askOwner":
    "{account} måste flytta till Partner Center, och det kan bara en ägare göra. {count, plural, =0 {Fråga supporten vem som äger kontot.} one {Fråga {owners}.} other {Fråga någon av ägarna: {owners}.}}",

  "hint.WORK_EMAIL.SATISFIED": "Jobbadressen är bekräftad.",
  "hint.WORK_EMAIL.CONFIRM_WORK_EMAIL":
    "Bekräfta en jobbadress. Oftast duger adressen som du loggar in i Cloud Partner Portal med.",
  "hint.WORK_EMAIL.PERSONAL_MICROSOFT_ACCOUNT":
    "Partner Center släpper inte in personliga Microsoft-konton. Ange en jobbadress{tenant, select, none {} other { hos {tenant}}} i stället.",
  "hint.WORK_EMAIL.TENANT_MISMATCH":
    "MPN-ID:t är registrerat för {tenant, select, none {en annan organisation} other {{tenant}}}: ange en jobbadress i den organisationen.",
  "hint.WORK_EMAIL.CODE_SENT":
    "Skriv in den sexsiffriga koden som skickades till adressen, eller ange en annan adress.",
  "hint.WORK_EMAIL.WILL_SEND_CODE": "En sexsiffrig kod kommer att skickas till adressen för att bekräfta den.",
  "hint.MPN_MEMBERSHIP.SATISFIED": "Medlemskapet i Microsofts partnernätverk är i sin ordning.",
  "hint.MPN_MEMBERSHIP.CHECKING": "Partner Center svarar inte om MPN-ID:t just nu. Det kontrolleras när du startar.",
  "hint.MPN_MEMBERSHIP.MPN_ID_MISSING":
    "Kontot har inget MPN-ID. Ange ID:t för ett medlemskap som ni redan har, eller ansök när jobbadressen är bekräftad.",
  "hint.MPN_MEMBERSHIP.MPN_ID_INVALID":
    "Det här MPN-ID:t går inte att använda. Ange ID:t för ett giltigt medlemskap, eller ansök när jobbadressen är bekräftad.",
  "hint.MPN_MEMBERSHIP.TENANT_MISMATCH":
    "Det MPN-ID:t är {tenant, select, none {en annan organisations} other {det som hör till {tenant}}}: ange ett MPN-ID i din egen organisation, eller en jobbadress i den andra.",
  "hint.MPN_MEMBERSHIP.SELLER_TENANT":
    "Kontot finns redan i Partner Center, hos {tenant, select, none {en annan organisation} other {{tenant}}}: ange ett MPN-ID i den organisationen.",
  "hint.MPN_MEMBERSHIP.MPN_BEING_VETTED":
    "Microsoft granskar ansökan. Flytten fortsätter av sig själv när den är avgjord.",
  "hint.MPN_MEMBERSHIP.MPN_APPLICATION_REJECTED":
    "Ansökan avslogs. Ansök igen med uppgifterna som de är registrerade, eller ange ID:t för ett medlemskap som ni redan har.",

  "event.status.NOT_STARTED": "Flytten har inte startat.",
  "event.status.ACTION_REQUIRED": "Flytten väntar på svar från en ägare.",
  "event.status.VERIFYING": "Svaren kontrolleras.",
  "event.status.MIGRATING": "Svaren håller. Inställningar och användare flyttas.",
  "event.status.COMPLETED": "Kontot hanteras nu i Partner Center.",
  "event.status.FAILED": "Flytten har stannat.",
  "event.status.CANCELED": "Flytten avbröts.",
  "event.workEmailAccepted": "{answer} bekräftades som jobbadress.",
  "event.workEmailAccepted.untold": "Jobbadressen bekräftades.",
  "event.workEmailRejected": "En jobbadress godtogs inte.",
  "event.codeSent": "En kod är på väg till {answer}.",
  "event.codeSent.untold": "En kod är på väg till jobbadressen.",
  "event.mpnIdAccepted": "MPN-ID {answer} godtogs.",
  "event.mpnIdAccepted.untold": "MPN-ID:t godtogs.",
  "event.mpnRejected": "Ett svar om medlemskapet i partnernätverket godtogs inte.",
  "event.applicationMade": "{answer} ansökte om medlemskap i partnernätverket och godkände avtalet {agreement}.",
  "event.applicationMade.untold":
    "En ansökan om medlemskap i partnernätverket gjordes och avtalet {agreement} godkändes.",
  "event.applicationRejected": "Ansökan om medlemskap avslogs.",
  "event.applicationRefused": "Partner Center tog inte emot ansökan: {detail}",
  "event.applicationRefused.untold": "Partner Center tog inte emot ansökan.",
  "event.membershipGranted": "Ansökan beviljades: MPN-ID:t är {answer}.",
  "event.membershipGranted.untold": "Ansökan om medlemskap beviljades.",
  "event.step.VERIFY_ANSWERS": "Svaren kontrollerades en gång till.",
  "event.step.COPY_SETTINGS": "Inställningarna kopierades till Partner Center.",
  "event.step.COPY_USERS": "Användarna kopierades till Partner Center.",
  "event.step.LOCK_CPP_SETTINGS": "Inställningarna i Cloud Partner Portal går nu bara att läsa.",
  "event.user.added":
    "{user} lades till som {role, select, OWNER {ägare} MANAGER {chef} DEVELOPER {utvecklare} BUSINESS_CONTRIBUTOR {affärsmedarbetare} FINANCIAL_CONTRIBUTOR {ekonomimedarbetare} other {marknadsförare}}.",
  "event.user.changed":
    "{user} är nu {role, select, OWNER {ägare} MANAGER {chef} DEVELOPER {utvecklare} BUSINESS_CONTRIBUTOR {affärsmedarbetare} FINANCIAL_CONTRIBUTOR {ekonomimedarbetare} other {marknadsförare}}.",
  "event.user.removed": "{user} togs bort.",
  "event.cppDiffered": "I Cloud Partner Portal stod {user} annorlunda än i Partner Center. Det rättas till.",
  "event.cppUnlocked": "Inställningarna i Cloud Partner Portal gick att ändra. De görs skrivskyddade igen.",
  "event.settingsChanged": "Kontots inställningar ändrades.",
  "event.synced": "Cloud Partner Portal har tagit över ändringen av {user}.",
  "event.syncFailed": "Cloud Partner Portal tog inte över ändringen av {user}. Supporten har fått veta det.",

  "failure.PARTNER_CENTER_REJECTED":
    "Partner Center tog inte emot kontot: {detail} Rätta till det och försök igen, eller uppge korrelations-ID:t för supporten.",
  "failure.PARTNER_CENTER_UNREACHABLE":
    "Partner Center gick inte att nå. Inget är förlorat: försök igen om några minuter.",
  "failure.PARTNER_CENTER_UNREACHABLE.graph":
    "Katalogen gick inte att nå. Inget är förlorat: försök igen om några minuter.",
  "failure.PARTNER_CENTER_UNREACHABLE.entra":
    "Microsoft Entra gick inte att nå. Inget är förlorat: försök igen om några minuter.",
  "failure.CPP_REJECTED":
    "Cloud Partner Portal sade nej: {detail} Rätta till det och försök igen, eller avbryt och låt en annan ägare starta.",
  "failure.CPP_REJECTED.MpnIdChanged":
    "MPN-ID:t ändrades i Cloud Partner Portal medan kontot flyttades. Är det nya rätt, avbryt och starta igen; lägg annars tillbaka det tidigare där och försök igen.",
  "failure.CPP_UNREACHABLE": "Cloud Partner Portal gick inte att nå. Inget är förlorat: försök igen om några minuter.",
  "failure.INTERNAL":
    "Något gick fel hos oss. Inget är förlorat: försök igen, eller uppge korrelations-ID:t för supporten.",

  "problem.TenantMismatch.workEmail":
    "{answer} hör inte till den organisation som kontots MPN-ID är registrerat för. Ange en adress hos {tenant} i stället.",
  "problem.TenantMismatch.mpnId":
    "MPN-ID {answer} är registrerat för {tenant}, och jobbadressen hör till en annan organisation. Ange ett MPN-ID i din organisation, eller en jobbadress hos {tenant} i stället.",
  "problem.TenantMismatch.seller":
    "Kontot finns redan i Partner Center, hos {tenant}, och MPN-ID {answer} hör till en annan organisation. Ange ett MPN-ID hos {tenant}, eller fråga supporten.",
  "problem.TenantMismatch.unnamed": "Svaret hör till en annan organisation än kontots MPN-ID.",
  "problem.PersonalAccountNotAllowed":
    "{answer} är ett personligt Microsoft-konto. Ange en jobbadress{tenant, select, none {} other { hos {tenant}}} i stället.",
  "problem.WorkEmailUnusable.UNKNOWN_DOMAIN":
    "Ingen organisation med Microsoft Entra står bakom {answer}. Kontrollera stavningen, eller ange en adress i en organisation som har det.",
  "problem.WorkEmailUnusable.UNMANAGED_TENANT":
    "Organisationen bakom {answer} har ingen administratör än. Be it-avdelningen ta över domänen i Microsoft Entra, eller ange en annan adress.",
  "problem.WorkEmailUnusable.UNDELIVERABLE":
    "E-postservern säger att {answer} inte finns. Kontrollera stavningen, eller ange en annan adress.",
  "problem.ConfirmationCodeRejected.wrong":
    "Det är inte rätt kod. {attemptsLeft, plural, one {Ett försök återstår.} other {# försök återstår.}}",
  "problem.ConfirmationCodeRejected.spent":
    "Koden är förbrukad eller för gammal. Skicka in adressen igen för att få en ny.",
  "problem.MpnIdInvalid.NOT_FOUND":
    "Partner Center känner inte till MPN-ID {answer}. Leta upp det i partnerprofilen och skriv siffrorna.",
  "problem.MpnIdInvalid.NOT_VETTED":
    "Medlemskapet med MPN-ID {answer} granskas fortfarande. Försök igen när det är godkänt, eller ange ett annat ID.",
  "problem.MpnIdInvalid.INACTIVE":
    "Medlemskapet med MPN-ID {answer} är avslutat. Ange ID:t för ett aktivt medlemskap, eller ansök om ett nytt.",
  "problem.TenantAlreadyEnrolled":
    "Er organisation är redan medlem: ange dess MPN-ID {mpnId} i stället för att ansöka.",
  "problem.OwnerRoleRequired":
    "Det här kan bara en ägare av kontot göra. {count, plural, =0 {Fråga supporten vem som äger kontot.} one {Fråga {owners}.} other {Fråga någon av ägarna: {owners}.}}",
  "problem.NotAllowedNow.NOT_STARTED": "Flytten har inte startat än. Starta den först.",
  "problem.NotAllowedNow.ACTION_REQUIRED": "Flytten väntar på svar. Ge det som kraven ber om.",
  "problem.NotAllowedNow.VERIFYING": "Svaren kontrolleras. Vänta på utfallet, eller avbryt.",
  "problem.NotAllowedNow.MIGRATING": "Kontot flyttas och det går inte längre att stoppa. Vänta tills det är klart.",
  "problem.NotAllowedNow.COMPLETED": "Kontot har redan flyttat: hantera det i Partner Center.",
  "problem.NotAllowedNow.FAILED": "Flytten har stannat. Försök igen, eller avbryt den först.",
  "problem.NotAllowedNow.CANCELED": "Flytten avbröts. Starta den igen först.",
  "problem.NotAllowedNow.CPP_LOCKED":
    "Cloud Partner Portal är redan skrivskyddat för kontot, så flytten går inte längre att avbryta. Vänta tills den är klar, eller försök igen om den har stannat.",
  "problem.NotAllowedNow.CONFIRM_WORK_EMAIL": "Ingen kod är att vänta. Ange en jobbadress först.",
  "problem.NotAllowedNow.ENROLL_IN_MPN": "Kontots MPN-ID är i sin ordning: det finns inget att ansöka om.",
  "problem.NotAllowedNow.APPLICATION_BEFORE_WORK_EMAIL":
    "Ansökan görs i jobbadressens organisation. Bekräfta en jobbadress först.",
  "problem.NotAllowedNow.NOT_MIGRATED":
    "Kontot hanteras fortfarande i Cloud Partner Portal: gör ändringen där, eller flytta kontot först.",
  "problem.NotAllowedNow.NEEDS_WORK_ACCOUNT":
    "Användaren loggar in med ett personligt Microsoft-konto. Lägg till ett jobbkonto i stället och ta sedan bort det här.",
  "problem.NotAllowedNow.SYNC_NOT_FAILED": "Ändringen har inte getts upp: det finns inget att försöka igen.",
  "problem.VersionConflict": "Någon annan har gjort en ändring under tiden. Se hur det står nu och bestäm igen.",
  "problem.InvalidInput": "{count, plural, one {Ett fält behöver rättas.} other {# fält behöver rättas.}}",
  "problem.NotFound":
    "Det finns inte, eller så får du inte se det. Kontrollera ID:t, eller logga in som någon med en roll på kontot.",
  "problem.UserAlreadyAdded": "Användaren har redan en roll på kontot: ändra rollen i stället.",
  "problem.LastOwner": "Kontot skulle bli utan ägare. Gör någon annan till ägare först.",
  "problem.TooManyAttempts": "För många försök. Försök igen om {minutes, plural, one {en minut} other {# minuter}}.",
  "problem.TemporarilyUnavailable":
    "{system} svarar inte just nu, och ingenting har ändrats. Försök igen om {seconds, plural, one {en sekund} other {# sekunder}}.",
  "problem.TemporarilyUnavailable.ANOTHER_CHANGE":
    "En annan ändring är fortfarande på väg till Partner Center, så den här gjordes inte. Försök igen om {seconds, plural, one {en sekund} other {# sekunder}}.",

  "field.email": "Det här är ingen e-postadress.",
  "field.code": "Koden är sex siffror.",
  "field.mpnId": "Ett MPN-ID är 1 till 10 siffror och börjar inte med 0.",
  "field.blank": "Det här får inte vara tomt.",
  "field.control": "Här finns tecken som inte går att visa.",
  "field.long": "Det här får vara högst {max} tecken.",
  "field.country": "Det här är ingen landskod med två bokstäver, till exempel SE.",
  "field.notTaken": "Partner Center tog inte emot detta: {detail} Rätta till det och försök igen.",
  "field.agreement": "Avtalet har ändrats: läs och godkänn version {version}.",
  "field.idempotencyKey.reused": "Nyckeln har använts för en annan begäran. Använd en ny nyckel för varje begäran.",

  "person.former": "en tidigare användare",

  "system.entra": "Microsoft Entra",
  "system.graph": "Katalogen",
  "system.partner-center": "Partner Center",
  "system.cpp": "Cloud Partner Portal",
  "system.mail": "E-postservern",

  "mail.code.subject": "{code} är din kod för att flytta {account}",
  "mail.code.intro":
    "Någon som äger {account} på den kommersiella marknadsplatsen angav den här adressen som jobbadress när kontot flyttar till Partner Center.",
  "mail.code.code": "Din kod: {code}",
  "mail.code.expiry": "Skriv in den i dialogrutan som frågade efter den, före {until, time, short} UTC.",
  "mail.code.notYou": "Var det inte du, så gör ingenting: utan koden används inte adressen.",
};
