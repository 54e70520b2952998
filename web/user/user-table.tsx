import {
  Badge,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from "@fluentui/react-components";
import type { UserPartsFragment } from "../generated/graphql";
import { text } from "../text/text";
import { SyncState } from "./sync-state";
import { UserActions, type UserAction } from "./user-actions";

/** The users with their roles and, once the account has moved, the sync state of each one's last change. */
export function UserTable(props: {
  users: readonly UserPartsFragment[];
  moved: boolean;
  manages: boolean;
  onAsk: (user: UserPartsFragment, action: UserAction) => void;
}) {
  const { users, moved, manages, onAsk } = props;
  const styles = useStyles();
  return (
    <Table noNativeElements aria-label={text("users.title")} className={styles.table}>
      <TableHeader className={styles.header}>
        <TableRow>
          <TableHeaderCell className={styles.who}>{text("users.name")}</TableHeaderCell>
          <TableHeaderCell>{text("users.role")}</TableHeaderCell>
          {moved && <TableHeaderCell>{text("users.sync")}</TableHeaderCell>}
          {manages && <TableHeaderCell>{text("users.actions")}</TableHeaderCell>}
        </TableRow>
      </TableHeader>
      <TableBody>
        {users.map((user) => (
          <TableRow key={user.id} className={styles.row}>
            <TableCell className={styles.who}>
              <Who user={user} />
            </TableCell>
            <TableCell className={styles.cell}>{roleOf(user)}</TableCell>
            {moved && (
              <TableCell className={styles.cell}>
                <SyncState sync={user.sync} />
              </TableCell>
            )}
            {manages && (
              <TableCell className={styles.cell}>
                {user.removedAt === null && <UserActions user={user} onAsk={(action) => onAsk(user, action)} />}
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Who({ user }: { user: UserPartsFragment }) {
  const { displayName, email, applicationId, principalKind, access, removedAt } = user;
  const styles = useStyles();
  const principal = email ?? applicationId;
  return (
    <div className={styles.told}>
      <Text weight="semibold">
        <bdi>{displayName}</bdi>
      </Text>
      {principal !== displayName && <Text size={200}>{principal}</Text>}
      {principalKind !== "PERSON" && (
        <Text size={200} className={styles.quiet}>
          {text(`principal.${principalKind}`)}
        </Text>
      )}
      {removedAt !== null && (
        <Badge appearance="outline" color="informative">
          {text("users.removed")}
        </Badge>
      )}
      {access === "NEEDS_WORK_ACCOUNT" && removedAt === null && (
        <>
          <Badge appearance="tint" color="warning">
            {text("users.needsWorkAccount")}
          </Badge>
          <Text size={200} className={styles.quiet}>
            {text("users.needsWorkAccountWhy")}
          </Text>
        </>
      )}
    </div>
  );
}

const roleOf = ({ partnerCenterRole, cppRole }: UserPartsFragment): string =>
  partnerCenterRole ? text(`role.${partnerCenterRole}`) : cppRole ? text(`cppRole.${cppRole}`) : text("users.noRole");

const phone = "@media (max-width: 639px)";

const useStyles = makeStyles({
  table: { display: "block" },
  header: {
    [phone]: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
  },
  row: {
    height: "auto",
    alignItems: "center",
    paddingBlock: tokens.spacingVerticalS,
    "&:last-child": { borderBottomStyle: "none" },
    [phone]: { display: "block" },
  },
  who: { flex: "2 1 0", paddingInlineStart: 0 },
  cell: { minHeight: "32px", height: "auto", [phone]: { paddingInline: 0, "&:empty": { display: "none" } } },
  told: { display: "grid", justifyItems: "start", gap: "2px", minWidth: 0, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground3 },
});
