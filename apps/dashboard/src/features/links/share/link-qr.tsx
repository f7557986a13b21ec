import { Download } from "lucide-react";
import { Button } from "../../../ui/button.tsx";
import { QrCode, qrPath } from "../../../ui/qr-code.tsx";
import { linkMessages as m } from "../messages.ts";

const PNG_MODULE_PX = 16;

const svgText = (path: string, size: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;

function save(blob: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

function savePng(path: string, size: number, name: string) {
  const canvas = document.createElement("canvas");
  canvas.width = size * PNG_MODULE_PX;
  canvas.height = canvas.width;
  const draw = canvas.getContext("2d");
  if (draw === null) return;
  draw.fillStyle = "#fff";
  draw.fillRect(0, 0, canvas.width, canvas.height);
  draw.scale(PNG_MODULE_PX, PNG_MODULE_PX);
  draw.fillStyle = "#000";
  draw.fill(new Path2D(path));
  canvas.toBlob((blob) => blob && save(blob, name), "image/png");
}

export function LinkQr({ url, name }: { readonly url: string; readonly name: string }) {
  const { path, size } = qrPath(url);
  const icon = <Download aria-hidden className="size-4" />;
  return (
    <div className="grid justify-items-center gap-4 rounded-xl border border-line bg-sunken p-5">
      <QrCode text={url} label={m.qr} />
      <div className="flex flex-wrap justify-center gap-2">
        <Button
          size="sm"
          icon={icon}
          onClick={() => save(new Blob([svgText(path, size)], { type: "image/svg+xml" }), `${name}.svg`)}
        >
          {m.qrSvg}
        </Button>
        <Button size="sm" icon={icon} onClick={() => savePng(path, size, `${name}.png`)}>
          {m.qrPng}
        </Button>
      </div>
    </div>
  );
}
