import type { Router } from "express";
import express from "express";

/** The collections for Postman and Bruno below `/docs/collections`, as files to keep; nothing when there is no folder. */
export function mountCollections(router: Router, folder: string | null): void {
  if (folder === null) return;
  const setHeaders = (res: { setHeader(name: string, value: string): void }) => {
    res.setHeader("Content-Disposition", "attachment");
    res.setHeader("Cache-Control", "no-cache");
  };
  router.use("/docs/collections", express.static(folder, { index: false, redirect: false, setHeaders }));
}
