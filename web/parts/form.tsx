import { useEffect, useLayoutEffect, useRef, type FormEvent, type ReactNode } from "react";
import { makeStyles, tokens } from "@fluentui/react-components";
import { Trouble, type Cures } from "./trouble";
import type { Submission } from "./use-submit";

/** A form that shows what was refused and focuses it, or its first field if the focused element is gone. */
export function Form(props: {
  id?: string;
  label?: string;
  submission: Submission;
  cures?: Cures;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const { id, label, submission, cures, onSubmit, children } = props;
  const { trouble } = submission;
  const styles = useStyles();
  const form = useRef<HTMLFormElement>(null);
  // A layout effect, because a moment later the surrounding dialog moves a lost focus elsewhere.
  useLayoutEffect(() => {
    if (document.activeElement !== document.body) return;
    form.current?.querySelector<HTMLElement>("input, select")?.focus();
  }, [trouble]);
  useEffect(() => {
    const atFault = form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-trouble]");
    atFault?.focus();
  }, [trouble]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onSubmit();
  };
  return (
    <form id={id} aria-label={label} ref={form} noValidate onSubmit={submit} className={styles.form}>
      {children}
      <Trouble trouble={trouble} cures={cures ?? {}} />
    </form>
  );
}

const useStyles = makeStyles({
  form: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: tokens.spacingVerticalM },
});
