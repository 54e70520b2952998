import "reflect-metadata";
import { writeFileSync } from "node:fs";
import { generatedPages } from "./pages";

/* `npm run docs`, from the project's root. */
for (const [path, text] of Object.entries(generatedPages())) writeFileSync(path, text);
