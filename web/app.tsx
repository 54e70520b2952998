import { useQuery } from "@apollo/client/react";
import { Route, Routes } from "react-router";
import { AccountPage } from "./account/account-page";
import { HomePage } from "./account/home-page";
import { SignedInDocument } from "./generated/graphql";
import { Header } from "./parts/header";
import { Loading } from "./parts/loading";
import { NothingHere } from "./parts/nothing-here";
import { PageFault } from "./parts/page-fault";
import { ProgramPage } from "./program/program-page";
import { text } from "./text/text";

/** The page of the signed-in person. */
export function App() {
  const { data, error, refetch } = useQuery(SignedInDocument);
  if (error && !data) return <PageFault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what={text("loading.page")} />;
  return (
    <>
      <Header viewer={data.viewer} support={data.program !== null} />
      <Routes>
        <Route index element={<HomePage viewer={data.viewer} support={data.program !== null} />} />
        <Route path="/publishers/:publisherId/migration?" element={<AccountPage />} />
        {data.program !== null && <Route path="/program" element={<ProgramPage />} />}
        <Route path="*" element={<NothingHere />} />
      </Routes>
    </>
  );
}
