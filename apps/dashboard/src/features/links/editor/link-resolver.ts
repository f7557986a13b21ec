import { CreateLink } from "../../../lib/forms/contract.ts";
import { schemaResolver } from "../../../lib/forms/schema-resolver.ts";
import { createInput, fieldOf, type LinkFields } from "./link-form.ts";

export const linkResolver = schemaResolver<LinkFields>(CreateLink, createInput, fieldOf);
