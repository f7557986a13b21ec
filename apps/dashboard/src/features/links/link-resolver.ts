import { CreateLink } from "../../lib/contract.ts";
import { schemaResolver } from "../../lib/schema-resolver.ts";
import { createInput, fieldOf, type LinkFields } from "./link-form.ts";

export const linkResolver = schemaResolver<LinkFields>(CreateLink, createInput, fieldOf);
