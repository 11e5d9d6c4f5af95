// @ts-check
// Pictures of the products, drawn in a 240 × 200 box. Plain SVG in the page, so that a mirror of it shows them too.

const shadow = '<ellipse cx="120" cy="172" rx="92" ry="9" fill="#1b2a25" opacity=".14"/>';

/** @type {Record<string, string>} */
export const drawings = {
  tent: `${shadow}
    <path d="M14 168 52 118M226 168 188 118" stroke="#8a7a5c" stroke-width="1.5"/>
    <path d="M32 170C54 92 92 52 120 48c28 4 66 44 88 122z" fill="#d8973c"/>
    <path d="M120 48c28 4 66 44 88 122h-50c-4-48-18-98-38-122z" fill="#bf7c27"/>
    <path d="M120 62c-16 30-26 70-28 108h56c-2-38-12-78-28-108z" fill="#1f2c33"/>
    <path d="M120 62c-16 30-26 70-28 108h18c0-40 4-78 10-108z" fill="#eadfca"/>
    <path d="M110 170c0-40 4-78 10-108" fill="none" stroke="#c9b995" stroke-width="2"/>
    <path d="M32 170C54 92 92 52 120 48c28 4 66 44 88 122" fill="none" stroke="#24483d" stroke-width="4" stroke-linecap="round"/>
    <path d="M168 112l22 4-4 14-16-2z" fill="#24483d" opacity=".85"/>`,
  pack: `${shadow}
    <path d="M74 66c-22 20-26 62-18 88" fill="none" stroke="#3b2f25" stroke-width="9" stroke-linecap="round"/>
    <rect x="66" y="148" width="108" height="22" rx="11" fill="#7f9a67"/>
    <circle cx="77" cy="159" r="6" fill="#5f7a4b"/>
    <rect x="72" y="46" width="96" height="112" rx="22" fill="#24483d"/>
    <path d="M120 46h26a22 22 0 0 1 22 22v68a22 22 0 0 1-22 22h-26z" fill="#1b3a31"/>
    <path d="M66 62c0-22 18-34 54-34s54 12 54 34c0 8-6 10-12 10H78c-6 0-12-2-12-10z" fill="#35614f"/>
    <rect x="84" y="98" width="72" height="48" rx="12" fill="#35614f"/>
    <path d="M84 112h72" stroke="#d8973c" stroke-width="3"/>
    <path d="M96 60v34M144 60v34" stroke="#d8973c" stroke-width="5"/>
    <rect x="91" y="76" width="10" height="8" rx="2" fill="#eadfca"/><rect x="139" y="76" width="10" height="8" rx="2" fill="#eadfca"/>
    <path d="M110 28c0-10 20-10 20 0" fill="none" stroke="#3b2f25" stroke-width="5"/>`,
  boots: `${shadow}
    <g transform="translate(-52 -6)">
      <path d="M96 40h46l4 62c18 12 46 12 56 26 4 6 4 14 4 22H92z" fill="#6b3a20"/>
      <path d="M92 150h116v12a8 8 0 0 1-8 8H100a8 8 0 0 1-8-8z" fill="#16211f"/>
      <path d="M92 36a6 6 0 0 1 6-6h42a6 6 0 0 1 6 6l-2 16H94z" fill="#2c231b"/>
    </g>
    <path d="M96 40h46l4 62c18 12 46 12 56 26 4 6 4 14 4 22H92z" fill="#8a4a2a"/>
    <path d="M142 40l4 62c18 12 46 12 56 26 4 6 4 14 4 22h-40c-4-26-34-34-38-54z" fill="#733a1f"/>
    <path d="M92 150h116v12a8 8 0 0 1-8 8H100a8 8 0 0 1-8-8z" fill="#1f2c33"/>
    <path d="M100 170v-8m16 8v-8m16 8v-8m16 8v-8m16 8v-8m16 8v-8" stroke="#4a5a60" stroke-width="4"/>
    <path d="M92 36a6 6 0 0 1 6-6h42a6 6 0 0 1 6 6l-2 16H94z" fill="#3b2f25"/>
    <path d="M126 60l22 6m-21 10 22 6m-20 10 26 8m-14 8 18-8" stroke="#d8973c" stroke-width="4" stroke-linecap="round"/>
    <path d="M92 122c16 2 24 12 26 28H92z" fill="#5e2f19"/>`,
  lantern: `<circle cx="120" cy="104" r="84" fill="#f2c46b" opacity=".14"/><circle cx="120" cy="104" r="58" fill="#f2c46b" opacity=".22"/>
    <path d="M86 62c0-50 68-50 68 0" fill="none" stroke="#c9d3d0" stroke-width="4"/>
    <path d="M94 62h52l8 16H86z" fill="#35614f"/><rect x="104" y="50" width="32" height="14" rx="4" fill="#24483d"/>
    <path d="M90 78h60c10 22 10 38 0 60H90c-10-22-10-38 0-60z" fill="#fbe7b8"/>
    <path d="M120 92c12 14 16 22 16 30a16 16 0 0 1-32 0c0-8 4-16 16-30z" fill="#e99a3a"/>
    <path d="M120 108c6 7 8 11 8 15a8 8 0 0 1-16 0c0-4 2-8 8-15z" fill="#fff6dd"/>
    <path d="M104 78c-6 22-6 38 0 60m32-60c6 22 6 38 0 60" fill="none" stroke="#24483d" stroke-width="2.5"/>
    <path d="M84 138h72l6 16v16H78v-16z" fill="#35614f"/><rect x="78" y="162" width="84" height="10" rx="4" fill="#24483d"/>
    <circle cx="120" cy="152" r="5" fill="#d8973c"/>`,
  shell: `${shadow}
    <path d="M84 52 42 84c-6 22-10 48-12 74l24 6 22-58z" fill="#a4472a"/>
    <path d="M156 52l42 32c6 22 10 48 12 74l-24 6-22-58z" fill="#93401f"/>
    <path d="M84 50c10-8 22-10 36-10s26 2 36 10l14 44-8 76H78l-8-76z" fill="#bb5430"/>
    <path d="M120 40c14 0 26 2 36 10l14 44-8 76h-42z" fill="#a4472a"/>
    <path d="M88 54c-4-26 12-38 32-38s36 12 32 38c-8 10-18 14-32 14s-24-4-32-14z" fill="#93401f"/>
    <path d="M100 54c-2-16 6-24 20-24s22 8 20 24c-6 6-12 8-20 8s-14-2-20-8z" fill="#3b2118"/>
    <path d="M120 62v108" stroke="#eadfca" stroke-width="3"/><path d="M116 84h8v10h-8z" fill="#d8973c"/>
    <path d="M84 122l22 16M156 122l-22 16" stroke="#7a3117" stroke-width="4" stroke-linecap="round"/>
    <path d="M78 164h84" stroke="#7a3117" stroke-width="5"/><rect x="138" y="82" width="14" height="9" rx="1.5" fill="#eadfca"/>`,
  bag: `${shadow}
    <path d="M60 40c20-22 56-20 70 4l58 94c10 18-2 34-22 34-12 0-22-2-34-12L54 88c-14-12-8-34 6-48z" fill="#46707c"/>
    <path d="M130 44l58 94c10 18-2 34-22 34-12 0-22-2-34-12L96 132c30-10 46-50 34-88z" fill="#365a66"/>
    <path d="M66 48c14-16 40-14 50 4 8 14 2 30-10 38-16 10-34 6-44-6-8-10-6-26 4-36z" fill="#eadfca"/>
    <path d="M74 54c10-10 26-9 33 3 5 9 1 19-7 24-11 6-22 3-29-4-6-7-4-16 3-23z" fill="#1f2c33"/>
    <path d="M74 106c24 2 52-14 62-50M98 128c24-2 44-18 54-46M122 148c18-4 36-18 46-42" fill="none" stroke="#24434c" stroke-width="2.5"/>
    <path d="M116 52c18 34 34 66 40 112" fill="none" stroke="#d8973c" stroke-width="3"/>`,
  stove: `${shadow}
    <path d="M92 132l-24 38m80-38 24 38m-52-30v30" stroke="#3f4c51" stroke-width="5" stroke-linecap="round"/>
    <rect x="88" y="122" width="64" height="14" rx="5" fill="#5b6a6f"/>
    <path d="M98 122c-4-8 2-12 4-18 5 5 8 10 6 18zm17 0c-5-10 2-15 5-24 6 8 9 15 5 24zm17 0c-2-8 1-13 6-18 2 6 8 10 4 18z" fill="#d8973c"/>
    <path d="M82 62h76v32a10 10 0 0 1-10 10H92a10 10 0 0 1-10-10z" fill="#8fa3a8"/>
    <path d="M124 62h34v32a10 10 0 0 1-10 10h-24z" fill="#778b91"/>
    <rect x="76" y="54" width="88" height="10" rx="4" fill="#5b6a6f"/><rect x="110" y="44" width="20" height="10" rx="4" fill="#1f2c33"/>
    <path d="M158 72h34" stroke="#1f2c33" stroke-width="7" stroke-linecap="round"/>
    <path d="M104 34c-6-8 6-12 0-22m20 20c-6-8 6-12 0-22" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".75"/>`,
  mugs: `${shadow}
    <path d="M92 84c34-8 34 52-2 48" fill="none" stroke="#234a52" stroke-width="9"/>
    <path d="M34 66h64v86a14 14 0 0 1-14 14H48a14 14 0 0 1-14-14z" fill="#2c5a63"/>
    <path d="M70 66h28v86a14 14 0 0 1-14 14H70z" fill="#234a52"/>
    <ellipse cx="66" cy="66" rx="32" ry="9" fill="#faf5ea"/><ellipse cx="66" cy="67" rx="25" ry="6" fill="#5a3a26"/>
    <path d="M190 96c32-8 32 46-2 42" fill="none" stroke="#8a3d20" stroke-width="9"/>
    <path d="M128 80h66v74a14 14 0 0 1-14 14h-38a14 14 0 0 1-14-14z" fill="#faf5ea"/>
    <path d="M164 80h30v74a14 14 0 0 1-14 14h-16z" fill="#e6dcc6"/>
    <ellipse cx="161" cy="80" rx="33" ry="9" fill="#bb5430"/><ellipse cx="161" cy="81" rx="26" ry="6" fill="#3b2118"/>
    <path d="M144 142l14-24 9 14 6-9 11 19z" fill="#24483d"/>
    <path d="M60 46c-6-8 6-12 0-20m18 20c-6-8 6-12 0-20" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".8"/>`,
};
