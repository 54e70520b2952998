import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createDOMRenderer, FluentProvider, RendererProvider } from "@fluentui/react-components";
import { BrowserRouter } from "react-router";
import "./base.css";
import { App } from "./app";
import { Session } from "./session/session";
import { Announcements } from "./parts/announce";
import { Arrivals } from "./parts/arrival";
import { Online } from "./parts/online";
import { locale } from "./text/locale";
import { theme } from "./theme";

// The page's Content-Security-Policy allows the styles that carry its nonce.
const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce;
const renderer = createDOMRenderer(document, nonce ? { styleElementAttributes: { nonce } } : {});
document.documentElement.lang = locale;

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <RendererProvider renderer={renderer}>
      <FluentProvider theme={theme} style={{ backgroundColor: "transparent" }}>
        <Announcements>
          <BrowserRouter>
            <Online />
            <Arrivals>
              <Session>
                <App />
              </Session>
            </Arrivals>
          </BrowserRouter>
        </Announcements>
      </FluentProvider>
    </RendererProvider>
  </StrictMode>,
);
