import { ApiError } from "@kaspa-pay/api-contract";

const MAX_BYTES = 32 * 1024;

/** First bytes of each picture format; null matches any byte. */
const SIGNATURES: Readonly<Record<string, readonly (number | null)[]>> = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
  webp: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
};

/**
 * A logo is a small raster picture and says truly which one: what only claims to be a picture is not shown to payers.
 * @throws ApiError `validation_error`
 */
export function assertLogo(dataUrl: string): void {
  const [, type = "", text = ""] = /^data:image\/(\w+);base64,(.+)$/.exec(dataUrl) ?? [];
  const bytes = Buffer.from(text, "base64");
  if (bytes.length > MAX_BYTES) throw wrong("A logo has at most 32 KiB: make the picture smaller");
  const signature = SIGNATURES[type];
  const fits = signature?.every((byte, at) => byte === null || bytes[at] === byte);
  if (!fits)
    throw wrong("This logo is not the picture that it says it is: export it again as PNG, JPEG or WebP");
}

function wrong(message: string): ApiError {
  return new ApiError("validation_error", message, { param: "logo", issues: [{ path: "logo", message }] });
}
