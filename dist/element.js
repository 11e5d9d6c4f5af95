import { LitElement, adoptStyles, css, html, isServer, nothing } from "lit";
// src/session/codes.ts
/** A failure: its code, and as `cause` what a developer needs to find out why. */
var GlanceError = class extends Error {
	constructor(code, options) {
		super(code, options);
		this.code = code;
		this.name = "GlanceError";
	}
};
/** What a failure is for an agent; one that says nothing of itself is that nothing could be reached. */
var codeOf = (error) => error instanceof GlanceError ? error.code : "auth-unreachable";
// src/session/limits.ts
/** Every limit of time, in milliseconds, in one place. */
/** The page's login-key service. */
var AUTH_URL = 2e4;
/** A login key that could not be fetched is asked for again this often. */
var AUTH_AGAIN = 2e4;
/** The hidden frame that signs in by SAML. */
var SAML = 15e3;
var AUTHORIZE = 1e4;
var LOOK_UP = 1e4;
var SOCKET_OPEN = 1e4;
/** A socket is silent after 2 × its keepalive + this. */
var SILENCE = 5e3;
/** A dropped socket is not shown before this. */
var BLIP = 5e3;
/** Presence by REST: how often, in a hidden tab, and after Glance has asked to be spared. */
var POLL = 5e3;
var POLL_HIDDEN = 6e4;
var POLL_BUSY = 3e4;
/** While presence comes by REST the socket is tried again this often, and trusted when it has lasted this long. */
var SOCKET_AGAIN = 6e4;
var SOCKET_PROVEN = 1e4;
/** A question that could not be sent is sent again this often. */
var ASK_AGAIN = 3e3;
/** By REST the start of a session is not told: it is looked for this often. */
var INVITATION_LOOK = 3e3;
/** A page that is back, online and seen says so by three events, all within this time. */
var ONE_WAKE = 1e3;
/** Absence counts when it has lasted this long: a page change is shorter (traces 4.1). */
var ABSENCE = 5e3;
/** What the page does before the customer is asked. */
var PRESESSION = 6e4;
var UNANSWERED = 9e4;
var ACCEPTED_TO_STARTED = 3e4;
var WAITING = 6e5;
/** The same for a camera: somebody has to find their phone. */
var WAITING_CAMERA = 18e5;
/** From here on, waiting says that there is no such session yet. */
var WAITING_TOLD = 15e3;
var END_CONFIRMED = 5e3;
/** How long a report waits for its session's id. */
var SESSION_ID = 5e3;
/** Another tab that holds a session is waited for this long: a page that is being replaced needs a moment. */
var TAKE_UP = 2e3;
/** A session that was left is first offered to the buttons of its own customer, and to others after this. */
var TAKE_UP_OTHER = 1e3;
/** How often a running session is looked at when presence cannot tell of its end. */
var SESSION_LOOK = 15e3;
/** The second look after one that found nothing. */
var SESSION_LOOK_AGAIN = 5e3;
var VIEWER_CLOSED = 1e3;
/** Out of view for this long releases the presence socket. */
var OUT_OF_VIEW = 1e4;
/** A login key or authorization is renewed this long before it expires. */
var RENEW = 6e4;
/** Two clocks that differ by more are not both right. */
var CLOCK_OFF = 6e4;
/** The longest that Glance lets a login key be good for (services 6.1). */
var LOGIN_KEY_LONGEST = 864e5;
/** The pause before look-up number `n` (from 1) for a key: the vendor's rhythm (traces 2.3). */
var waitingPause = (n) => n <= 6 ? 3e3 : 5e3;
/** The pause before reconnection number `n` (from 1): doubling to a minute, spread by `random` in [0, 1). */
var reconnectPause = (n, random) => Math.min(6e4, 500 * 2 ** Math.min(n - 1, 7)) * (.5 + random / 2);
// src/session/outside.ts
/** The value of a JSON text, or nothing. */
var json = (text) => {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
};
/** A word or number as text; of anything else, which may not let itself be converted, nothing. */
var plain = (value) => [
	"string",
	"number",
	"boolean"
].includes(typeof value) ? String(value) : "";
/** The members of an object; of anything else there are none. */
var members = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
// src/glance/call.ts
/**
* One request and its whole answer, within `limit` milliseconds.
* @throws GlanceError `auth-timeout`, `csp-blocked`, `auth-unreachable`
*/
var call = async ({ network: { fetch, clock, hearTime, forbidden, log } }, url, init, limit, signal) => {
	const late = new AbortController();
	const cancel = clock.after(limit, () => late.abort());
	const began = clock.now();
	const tell = (result) => log(`${init.method ?? "GET"} ${url.replace(/[?#].*/s, "")}`, result, `${clock.now() - began} ms`);
	try {
		const response = await fetch(url, {
			credentials: "omit",
			cache: "no-store",
			redirect: "error",
			...init,
			signal: AbortSignal.any([signal, late.signal])
		});
		const time = Date.parse(response.headers.get("date") ?? "");
		if (time) hearTime(new URL(url).host, time);
		const text = await response.text();
		tell(response.status);
		return {
			status: response.status,
			text,
			redirected: response.type === "opaqueredirect"
		};
	} catch (cause) {
		const code = late.signal.aborted ? "auth-timeout" : forbidden(url) ? "csp-blocked" : "auth-unreachable";
		tell(code);
		throw new GlanceError(code, { cause });
	} finally {
		cancel();
	}
};
/**
* The text of a good answer.
* @throws GlanceError `auth-refused`, `auth-redirected`, or `auth-unreachable` with the status as its cause
*/
var ask = async (...asked) => {
	const { status, text, redirected } = await call(...asked);
	if (redirected) throw new GlanceError("auth-redirected");
	if (status === 401 || status === 403) throw new GlanceError("auth-refused");
	if (status > 299) throw new GlanceError("auth-unreachable", { cause: status });
	return text;
};
// src/glance/environments.ts
/**
* The web server of each environment (services 2). The newest plugin also has names for `dev` and
* `qa`, but where those are is not public.
*/
var ENVIRONMENTS = /* @__PURE__ */ new Map([
	["production", "https://www.glance.net"],
	["beta", "https://beta.glance.net"],
	["staging", "https://www.myglance.net"],
	["dw1", "https://dw1.myglance.org"],
	["dw2", "https://dw2.myglance.org"],
	["dw3", "https://dw3.myglance.org"],
	["dw4", "https://dw4.myglance.org"]
]);
/**
* The origin of the Glance that `glancebaseurl` names; nothing when it may not be named there.
* Both take the names above, in any case, this machine by `http:` or `https:`, and by `https:`
* Glance's own domains, where branded servers are too. Markup can be injected where script cannot:
* an attribute that named any origin would send the agent's login key to it. So another `https:`
* origin takes the property.
*/
var glanceOrigin = (value, by) => {
	const named = ENVIRONMENTS.get(value.trim().toLowerCase());
	if (named || !URL.canParse(value)) return named;
	const { protocol, hostname, username, origin } = new URL(value);
	if (username) return void 0;
	if (isLoopback(hostname)) return /^https?:/.test(protocol) ? origin : void 0;
	return protocol === "https:" && (by === "property" || isGlance(hostname)) ? origin : void 0;
};
/**
* Whether a host that Glance's settings name may get this agent's authorization: one of Glance's
* own, or the very host that was configured.
*/
var isTrustedHost = (host, origin) => {
	if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`https://${host}`)) return false;
	const { hostname } = new URL(`https://${host}`);
	return isGlance(hostname) || hostname === new URL(origin).hostname;
};
var isGlance = (hostname) => /(^|\.)(glance\.net|myglance\.(net|org))$/.test(hostname);
var isLoopback = (hostname) => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
// src/glance/settings.ts
/**
* Where a group's presence is served (traces 2.1).
* @returns nothing when the group has none
* @throws GlanceError `auth-unreachable`, `auth-timeout`, `lookup-failed`
*/
var presenceServer = async (place, groupId, signal) => {
	const reply = json(await askSettings(place, groupId, signal));
	const settings = members(reply);
	if (settings !== reply) throw new GlanceError("lookup-failed");
	const { presenceUrl: host, isPresenceLoadBalanced: balanced } = settings;
	return typeof host === "string" && isTrustedHost(host, place.origin) ? {
		host,
		loadBalanced: plain(balanced) === "true"
	} : void 0;
};
/** The settings as text. They are open to every origin, so they also tell whether Glance is there. */
var askSettings = (place, groupId, signal) => ask(place, `${place.origin}/services/authorizationservice/GetVisitorSettings3?groupid=${groupId}&site=production&service=presence`, {}, AUTHORIZE, signal);
// src/glance/authorization.ts
/**
* Asks Glance to let this agent use presence (traces 2.2).
* @throws GlanceError `auth-refused`, `origin-not-allowed`, `lookup-failed`, `auth-unreachable`
*/
var authorize = async (place, { groupId, partnerUserId, key }, signal) => {
	const { network, origin } = place;
	const asked = network.clock.now();
	const url = `${origin}/services/AuthorizationService.svc/rest/Authorize?groupid=${groupId}&service=presence&duration=120&site=production`;
	const init = {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({
			partnerid: groupId,
			partneruserid: partnerUserId,
			loginkey: key
		})
	};
	const send = () => ask(place, url, init, AUTHORIZE, signal);
	const reply = json(await send().catch(async (first) => {
		if (!isWithheld(first)) throw first;
		await askSettings(place, groupId, signal);
		return send().catch((second) => {
			throw isWithheld(second) ? new GlanceError("origin-not-allowed", { cause: second.cause }) : second;
		});
	}));
	const token = members(reply)["authToken"] ?? reply;
	if (typeof token !== "string" || !token) throw new GlanceError("lookup-failed");
	return {
		token,
		expires: asked + 72e5,
		groupId
	};
};
var isWithheld = (error) => error instanceof GlanceError && error.code === "auth-unreachable" && typeof error.cause !== "number";
// src/session/session-key.ts
/** A visitor id, and a session key: letters, digits and `_~.-`, 62 at most (services 1). */
var isKey = (value) => typeof value === "string" && /^[\w~.-]{1,62}$/.test(value);
// src/glance/camera-invitation.ts
/**
* Invites a phone, by text message, to show its camera (services 11).
* @returns the key its session will have
* @throws GlanceError `auth-refused`, else `lookup-failed`: it is Glance that did not do it, not the agent's sign-in
*/
var inviteCamera$1 = async (place, { groupId, partnerUserId, key }, { phone, agentName }, signal) => {
	const init = {
		method: "POST",
		headers: {
			Accept: "application/json",
			"Content-Type": "application/json",
			Authorization: `Bearer GKEY ${groupId}&${new URLSearchParams({ "": partnerUserId }).toString().slice(1).replaceAll("+", "%20")}&${key}`
		},
		body: JSON.stringify({
			sessiontype: 1,
			smsPhone: phone,
			agentName: agentName || void 0,
			sessionParams: {
				camera: "back",
				resolution: "352x288"
			}
		})
	};
	const { sessionKey } = members(json(await ask(place, `${place.origin}/api/SessionInvitation/smsInvite/?groupid=${groupId}`, init, LOOK_UP, signal).catch((error) => {
		throw codeOf(error) === "auth-refused" ? error : failed(error);
	})));
	const found = typeof sessionKey === "boolean" ? "" : plain(sessionKey);
	if (!isKey(found)) throw failed();
	return found;
};
var failed = (cause) => new GlanceError("lookup-failed", { cause });
// src/glance/login-key-reply.ts
/** The login key in a reply: alone, or `{loginKey, expiration?}`. */
var readReply = (reply, warn) => {
	const { loginKey = reply, expiration, apiKey } = members(reply);
	if (apiKey !== void 0) warn?.("authurl sends the API key, a secret, to the browser: take it out of the reply.");
	const key = plain(loginKey);
	const [, seconds] = /^\$\d\$(\d{1,12})\$[\w-]+$/.exec(key) ?? [];
	return seconds ? {
		key,
		expires: Math.min(Number(plain(expiration)) || Infinity, Number(seconds)) * 1e3
	} : void 0;
};
// src/glance/saml.ts
/**
* The page that, in a frame, signs the agent in at Glance by SAML and posts the login key to whoever
* framed it (services 6.4, traces 2.7).
*/
var samlAddress = (origin, groupId, partnerUserId) => {
	return `${origin}/account/getloginkey.aspx?sso=1&mode=embedded&fmt=html&${new URLSearchParams(groupId ? { idpid: groupId } : { idpusername: partnerUserId }).toString()}`;
};
/** What a window message says of the sign-in, if that is what it is about: with data when it has succeeded. */
var readSignIn = (message) => {
	const { glanceEvent, data } = members(message);
	const event = plain(glanceEvent).toLowerCase();
	if (event === "authenticatesucceeded") return { data };
	return event === "authenticatefailed" ? {} : void 0;
};
/**
* The login key in the `data` of that message, `partnerid=…&partneruserid=…~<key>`: flat as the
* vendor's script takes it (traces 2.7), or one level deeper (services 7.4).
*/
var readSamlKey = (data) => {
	const outer = members(data);
	const text = plain(outer["loginKey"] ?? members(outer["data"])["loginKey"]);
	const end = text.lastIndexOf("~");
	const found = readReply(text.slice(end + 1));
	const owner = new URLSearchParams(text.slice(0, Math.max(0, end)).replaceAll("+", "%2B"));
	const groupId = owner.get("partnerid") ?? "";
	const partnerUserId = owner.get("partneruserid") ?? "";
	return found && /^\d{1,10}$/.test(groupId) && /^[^\p{Cc}\ufffd]{1,255}$/u.test(partnerUserId) ? {
		...found,
		groupId,
		partnerUserId
	} : void 0;
};
// src/glance/login-key.ts
/** @throws GlanceError `auth-…`, `saml-failed` */
var fetchLoginKey = async (place, source, current, signal) => {
	const { method, groupId, partnerUserId, getLoginKey, loginKey: get = getLoginKey, warn } = source;
	if (method !== "loginkey") return signIn$1(place, source, current, signal);
	const found = readReply(await (get ? own$1(place.network, signal, () => get(current?.key)) : post$1(place, source, signal)), warn);
	if (!found) throw new GlanceError("auth-bad-reply");
	return {
		...found,
		groupId,
		partnerUserId
	};
};
/** What the page itself gives, by a function that may do anything: throw, or never return. */
var own$1 = ({ clock }, signal, give) => {
	const over = new AbortController();
	return new Promise((resolve, reject) => {
		const fail = (code, cause) => reject(new GlanceError(code, { cause }));
		if (signal.aborted) return fail("detached");
		signal.addEventListener("abort", () => fail("detached"), over);
		over.signal.addEventListener("abort", clock.after(AUTH_URL, () => fail("auth-timeout")));
		Promise.resolve().then(give).then(resolve, (cause) => fail("auth-unreachable", cause));
	}).finally(() => over.abort());
};
var post$1 = async (place, source, signal) => {
	const { clock } = place.network;
	const began = clock.now();
	const url = new URL(source.authUrl ?? "");
	url.searchParams.set("partneruserid", source.partnerUserId);
	const init = {
		method: "POST",
		headers: source.authHeaders,
		body: await own$1(place.network, signal, () => bodyOf(source)),
		credentials: "same-origin",
		redirect: "manual"
	};
	const text = await ask(place, url.href, init, began + AUTH_URL - clock.now(), signal);
	return json(text) ?? text.trim();
};
var bodyOf = async ({ authBody, authHeaders, partnerUserId: partneruserid }) => {
	const body = await (typeof authBody === "function" ? authBody() : authBody) ?? new URLSearchParams({ partneruserid });
	if (Object.prototype.toString.call(body) !== "[object Object]") return body;
	if (/json/i.test(new Headers(authHeaders).get("content-type") ?? "")) return JSON.stringify(body);
	const fields = Object.entries(body).filter(([, value]) => value != null);
	return new URLSearchParams(fields);
};
/** By SAML: group and agent are those that Glance names. */
var signIn$1 = async ({ origin }, { method, groupId, partnerUserId, signIn }, current, signal) => {
	let cause;
	try {
		const found = (method === "samlloginkey" || current) && readSamlKey(await signIn?.(samlAddress(origin, groupId, partnerUserId), signal));
		if (found) return found;
	} catch (error) {
		cause = error;
	}
	throw new GlanceError("saml-failed", { cause });
};
/**
* The address `authurl` names; nothing when it may not be used. The service gets the page's cookies
* and gives a credential: never over an open line.
*/
var authAddress = (value, base) => {
	if (!URL.canParse(value, base)) return void 0;
	const { protocol, origin, hostname, username, href } = new URL(value, base);
	const own = origin === new URL(base).origin || isLoopback(hostname);
	return !username && (protocol === "https:" || protocol === "http:" && own) ? href : void 0;
};
// src/glance/customer-page.ts
/** Longer than any honest value; what is longer is cut, since it is shown on a button. */
var LONGEST$1 = 300;
/**
* Where a customer is, out of presence data. Of the page's address only origin and path leave this
* function: a query can hold what the agent must not see.
*/
var readPage = (data) => {
	const { url, browser, browserver, platform } = members(data);
	const address = text$1(url);
	const page = address && URL.canParse(address) ? new URL(address) : void 0;
	return {
		page: page && /^https?:/.test(page.protocol) ? text$1(page.origin + page.pathname) : void 0,
		browser: text$1(browser) && text$1(`${plain(browser)} ${plain(browserver)}`.trim()),
		platform: text$1(platform)
	};
};
var text$1 = (value) => typeof value === "string" && value ? value.slice(0, LONGEST$1) : void 0;
// src/glance/presence-look-up.ts
/** Where a customer is, if they are there, by the documented look-up (services 4.1, traces 3.1). */
var lookUpVisitor = async (place, server, authorization, visitorid, signal) => {
	const reply = await askForVisitor(place, server, "lookupvisitor", authorization, visitorid, signal);
	return reply && readPage(reply);
};
/** What a presence server knows of one customer; nothing when they are not there. @throws GlanceError */
var askForVisitor = async (place, server, call, authorization, visitorid, signal) => {
	const [url, headers] = presenceAddress(place, server, call, authorization, visitorid);
	const reply = json(await ask(place, url, { headers }, LOOK_UP, signal));
	const found = members(reply);
	if (found !== reply) throw new GlanceError("lookup-failed");
	const { visitorpresent, visitorfound } = found;
	return !Object.keys(found).length || [visitorpresent, visitorfound].map(plain).includes("false") ? void 0 : found;
};
/** A call of the presence server about one customer, and the headers it takes. */
var presenceAddress = ({ origin }, { host }, call, { token, groupId: groupid }, visitorid) => [`${new URL(origin).protocol}//${host}/${call}?${new URLSearchParams({
	groupid,
	visitorid
}).toString()}`, { Authorization: `Bearer ${token}` }];
// src/glance/presence-direct.ts
/**
* The direct server of a customer, which alone can bring them messages by REST (services 4.1, traces 3.2).
* @returns nothing when they are not there
* @throws GlanceError `auth-…`, `lookup-failed`
*/
var findVisitor = async (place, server, authorization, visitorId, signal) => {
	const reply = await askForVisitor(place, server, "findvisitor", authorization, visitorId, signal);
	if (!reply) return void 0;
	const { direct, directserver, httpsport } = reply;
	const host = plain(direct) || `${plain(directserver)}:${plain(httpsport)}`;
	if (!isTrustedHost(host, place.origin)) throw new GlanceError("lookup-failed");
	return {
		host,
		loadBalanced: false
	};
};
/**
* Brings a message to the customer's page by REST.
* @returns whether they were there to get it
* @throws GlanceError `auth-…`
*/
var signalVisitor = async (place, direct, authorization, visitorId, [mtype, data], signal) => {
	const [url, headers] = presenceAddress(place, direct, "signalvisitor", authorization, visitorId);
	const { visitorfound } = members(json(await ask(place, url, {
		method: "POST",
		headers: {
			...headers,
			"Content-Type": "application/json; charset=UTF-8"
		},
		body: JSON.stringify({
			mtype,
			data
		})
	}, LOOK_UP, signal)));
	return plain(visitorfound) !== "false";
};
// src/glance/presence-socket.ts
/** The interface this client speaks, named as the vendor's script of that version names it. */
var VERSION$1 = "6.25.0";
/** Longer frames are not presence messages. */
var LONGEST = 65536;
/** Seconds between keepalives where the server does not say (traces 4.1, step 2). */
var KEEPALIVE = 30;
/** More than this is no pause between keepalives. */
var LONGEST_PAUSE = 3600;
/** Opens the socket on which an agent hears of one customer (traces 4.1). */
var openPresence = ({ network, origin }, server, { token, groupId }, visitorId, hear) => {
	let socket;
	const send = (frame) => {
		if (socket?.readyState !== 1) return;
		socket.send(JSON.stringify(frame));
		network.log("presence, sent:", frame.type);
	};
	const close = () => {
		if (!socket) return;
		socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
		socket.close();
		socket = void 0;
	};
	const end = () => {
		close();
		hear({ type: "closed" });
	};
	try {
		socket = network.socket(`${origin.startsWith("http:") ? "ws" : "wss"}://${server.host}/agent`);
		socket.onopen = () => send({
			type: "connect",
			authorization: token,
			groupid: groupId,
			visitorid: visitorId,
			version: VERSION$1
		});
		socket.onmessage = ({ data }) => {
			const event = readFrame(data, network.log);
			if (event) hear(event);
		};
		socket.onerror = socket.onclose = end;
	} catch {
		Promise.resolve().then(end);
	}
	return {
		keepAlive: () => send({ type: "k" }),
		send: (...[type, data]) => send({
			type,
			mtype: type,
			data
		}),
		close
	};
};
/** A frame of the server, checked; nothing when it says nothing we could use. */
var readFrame = (text, log) => {
	const { type, mtype: kind = type, data, keepalive: said } = members(typeof text === "string" && text.length <= LONGEST ? json(text) : void 0);
	log?.("presence, heard:", typeof kind === "string" ? kind.slice(0, 40) : "no message");
	if (typeof kind !== "string") return void 0;
	if (kind !== "connected") return readMessage(kind, data, text);
	const keepalive = Number(plain(said));
	return {
		type: "connected",
		keepalive: keepalive >= 1 && keepalive <= LONGEST_PAUSE ? keepalive : KEEPALIVE
	};
};
var readMessage = (kind, data, text) => {
	const { connected, status, reason } = members(data);
	switch (kind) {
		case "visitorsock":
			if (typeof connected === "boolean") return { type: connected ? "visitor-here" : "visitor-away" };
			break;
		case "visitorconn":
			if (connected === true) return { type: "visitor-here" };
			break;
		case "presence": return {
			type: "visitor-page",
			page: readPage(data)
		};
		case "terms":
			if (status === "displayed" || status === "accepted" || status === "declined") return {
				type: "terms",
				status
			};
			break;
		case "visitorsessionstart": return { type: "session-started" };
		case "visitorsessionend": return {
			type: "session-ended",
			by: reason === "visitor" ? "customer" : "unknown"
		};
		case "visitorerror": return { type: "visitor-error" };
		case "signal": return {
			type: "signal",
			data
		};
		case "error":
			if (/authori[sz]ation|token|denied/i.test(text)) return { type: "refused" };
			break;
		case "redirect":
		case "scaledown":
		case "serverclose": return { type: "closed" };
	}
	return { type: "other" };
};
// src/glance/session-look-up.ts
/** Whether a session runs under a key (traces 2.3). @throws GlanceError `auth-refused` only: else it may be `failed` */
var lookUpSession = (place, loginKey, ssnkey, signal) => call(place, `${place.origin}/services/SessionService.asmx/LookupPartnerSession2`, {
	method: "POST",
	body: new URLSearchParams({
		partnerid: loginKey.groupId,
		partneruserid: loginKey.partnerUserId,
		loginkey: loginKey.key,
		ssnkey
	})
}, LOOK_UP, signal).then(({ status, text }) => {
	const answer = readLookUp(text);
	const refused = status === 401 || status === 403 || /<(?:\w+:)?Fault[\s>]/.test(text);
	if (answer === "failed" && refused) throw new GlanceError("auth-refused");
	return answer;
}, () => "failed");
/**
* A flat document with known element names: status and content type do not matter, and the presence
* of `agentjoinurl` decides (traces 2.3). Read as text, because parsing markup is one of the things
* Trusted Types forbid.
*/
var readLookUp = (text) => {
	const id = element(text, "id", 64);
	if (!/<(?:\w+:)?agentjoinurl[\s/>]/.test(text)) return id === "0" ? "none" : "failed";
	const callType = element(text, "calltype", 32);
	return {
		sessionId: id ?? "",
		...callType && { callType }
	};
};
/** The text of an element; nothing where it is longer than an honest one. */
var element = (text, name, longest) => new RegExp(`<(?:\\w+:)?${name}>([^<]{0,${longest}})</`).exec(text)?.[1]?.trim();
// src/glance/viewer-messages.ts
/**
* What a window message says, if it is one of the viewer's: `{glanceEvent, data}` (traces 2.6).
* Which names Glance's viewer really sends is unknown (traces 9.1): `sessionStarted`, `agentJoined` and
* `sessionEnded` are in its samples; any other name is a sign of life.
*/
var readViewerMessage = (message) => {
	const { glanceEvent: name, data } = members(message);
	if (typeof name !== "string" || !name) return void 0;
	const event = name.toLowerCase();
	if (event === "sessionstarted" || event === "agentjoined") return { type: "viewer-started" };
	if (event !== "sessionended") return { type: "viewer-alive" };
	return {
		type: "viewer-ended",
		by: members(data)["reason"] === "visitor" ? "customer" : void 0
	};
};
// src/session/counted.ts
var counted = () => {
	const held = /* @__PURE__ */ new Map();
	return {
		hold: (name, make) => {
			const entry = held.get(name) ?? {
				thing: make(),
				count: 0
			};
			held.set(name, entry);
			entry.count++;
			return {
				thing: entry.thing,
				release: () => {
					if (--entry.count) return;
					held.delete(name);
					entry.thing.close();
				}
			};
		},
		all: () => [...held.values()].map(({ thing }) => thing),
		get: (name) => held.get(name)?.thing,
		find: (is) => {
			for (const [name, { thing }] of held) if (is(thing)) return name;
		}
	};
};
// src/session/agent.ts
var createAgent = (groupId, services, clock, memory) => {
	const closing = new AbortController();
	const closed = closing.signal;
	const sessions = counted();
	const asked = /* @__PURE__ */ new Map();
	let kept;
	/** The last one there was, also when it was refused: whoever makes a new one is told of it. */
	let last;
	/** It had expired when it came: one of two clocks is wrong, the page's or that of whoever made it. */
	let stale = false;
	let authorized;
	let server;
	/** Several who ask at once share one call. */
	const once = (what, ask) => {
		const running = asked.get(what) ?? ask().finally(() => asked.delete(what));
		asked.set(what, running);
		return running;
	};
	const lasts = (thing, margin = RENEW) => !!thing && thing.expires - margin > clock.now();
	const fetchLoginKey = async () => {
		const loginKey = await services.fetchLoginKey(last, closed);
		if (closed.aborted) throw new GlanceError("detached");
		stale = !lasts(loginKey, 0);
		const usable = stale ? {
			...loginKey,
			expires: clock.now() + RENEW
		} : loginKey;
		kept = last = usable;
		if (!stale) for (const session of sessions.all()) session.admit();
		return usable;
	};
	const loginKeyAtHand = () => lasts(kept, 0) ? kept : void 0;
	const loginKey = async () => lasts(kept) ? kept : once("login key", fetchLoginKey).catch((error) => {
		const atHand = loginKeyAtHand();
		if (atHand) return atHand;
		throw error;
	});
	const withLoginKey = async (ask) => {
		const first = await loginKey();
		return ask(first).catch(async (error) => {
			if (codeOf(error) !== "auth-refused") throw error;
			if (stale) throw new GlanceError("auth-clock", { cause: error });
			if (kept === first) kept = void 0;
			const second = await loginKey().catch(() => first);
			if (second.key === first.key) throw error;
			return ask(second);
		});
	};
	const authorize = () => withLoginKey(async (key) => authorized = await services.authorize(key, closed));
	const authorizationAtHand = () => lasts(authorized) ? authorized : void 0;
	const authorization = async () => authorizationAtHand() ?? once("authorization", authorize);
	const refused = (token) => {
		if (authorized?.token === token) authorized = void 0;
	};
	return {
		groupId,
		services,
		clock,
		memory,
		sessions,
		calledOff: /* @__PURE__ */ new Map(),
		closed,
		loginKeyAtHand,
		loginKeyExpired: () => stale,
		authorizationAtHand,
		loginKey,
		withLoginKey,
		renew: (loginKey) => {
			kept = loginKey;
			stale = false;
			last = loginKey ?? last;
		},
		authorization,
		withAuthorization: async (ask) => {
			const first = await authorization();
			return ask(first).catch(async (error) => {
				if (codeOf(error) !== "auth-refused") throw error;
				refused(first.token);
				return ask(await authorization());
			});
		},
		refused,
		presenceServer: async () => server ??= await once("server", async () => services.presenceServer((await loginKey()).groupId, closed)),
		close: () => {
			closing.abort();
			kept = last = authorized = void 0;
		}
	};
};
// src/session/diagnosis.ts
/**
* What `diagnose()` has found: in English, whatever the page's language, for it ends up in tickets.
* `String(diagnosis)` can go there as it is: no credential is in it, no query, and nobody's id.
*/
var Diagnosis = class {
	constructor(version, at, findings) {
		this.version = version;
		this.at = at;
		this.findings = findings;
		this.ok = findings.every(({ result }) => result !== "failed");
	}
	toString() {
		const lines = this.findings.map(({ check, result, message, hint, code, ms }) => result.padEnd(8) + check.padEnd(14) + message + (code ? ` [${code}]` : "") + (ms ? ` ${ms} ms` : "") + (hint ? `\n${" ".repeat(22)}${hint}` : ""));
		return [`glance-join ${this.version}, ${this.at}`, ...lines].join("\n");
	}
};
// src/session/examination.ts
var createExamination = (clock, words, over) => {
	const findings = [];
	const failures = [];
	const ended = new AbortController();
	const left = new Promise((_, reject) => {
		over.addEventListener("abort", () => reject(new GlanceError("detached")), ended);
	});
	left.catch(() => void 0);
	const add = (check, [result, message, hint, code], ms) => {
		findings.push({
			check,
			result,
			message,
			hint,
			code,
			ms
		});
	};
	const ask = async (check, look, see) => {
		const began = clock.now();
		const took = () => clock.now() - began;
		if (!look) {
			add(check, [
				"skipped",
				"Something that it takes is missing.",
				"Mend what failed; set presence and visitorid."
			]);
			return;
		}
		try {
			if (over.aborted) throw new GlanceError("detached");
			const found = await Promise.race([left, look()]);
			add(check, see(found, took()), took());
			return found;
		} catch (error) {
			const code = codeOf(error);
			const { cause } = error;
			const [said, hint] = check === "login-key" || SAME_FOR_ALL.test(code) ? words(code) : ["No answer."];
			if (code === "detached") add(check, LEFT);
			else {
				const status = typeof cause === "number" ? ` Status ${cause}.` : "";
				add(check, [
					"failed",
					said + status,
					hint ?? OF_GLANCE,
					code
				], took());
				if (check !== "login-key" && check !== "presence") failures.push(error);
			}
			return;
		}
	};
	return {
		findings,
		failures,
		left,
		add,
		ask,
		end: () => ended.abort()
	};
};
var LEFT = [
	"skipped",
	"The element is in no page.",
	"Diagnose it where it stands.",
	"detached"
];
/** Codes that mean the same whoever is asked. */
var SAME_FOR_ALL = /refused|allowed|disabled|blocked|clock/;
/** What can be done where Glance does not answer as it should. */
var OF_GLANCE = "Let this page reach Glance: connect-src, firewall, proxy.";
// src/session/seen.ts
var settingsSeen = ({ problem, invalidVisitorId, warned, settings }) => {
	if (problem) return [
		"failed",
		`Missing or not valid: ${problem.settings?.join(", ") ?? ""}.`,
		SET,
		problem.code
	];
	const wrong = [...invalidVisitorId ? ["visitorid cannot be one"] : [], ...warned];
	return wrong.length ? [
		"warning",
		[settings, ...wrong].join("; "),
		SET,
		invalidVisitorId ? "visitorid-invalid" : void 0
	] : ["ok", settings];
};
var SET = "Set them as the README says.";
/** @param expired it had run out before it came */
var keySeen = (left, kept, expired, ms) => {
	const message = lasting(left, kept);
	if (expired) return [
		"warning",
		"It had run out before it came.",
		"See clock.",
		"auth-clock"
	];
	if (left <= 6e4) return [
		"warning",
		message,
		"Let keys live an hour, and see why no new one comes."
	];
	return ms > 3e3 ? [
		"warning",
		message,
		"Make the service faster: agents wait for it."
	] : ["ok", message];
};
/** @param lookedUp whether presence can be had by REST */
var socketSeen = (said, lookedUp) => {
	if (said === "connected") return ["ok", "Connected."];
	if (!said) return [
		"unknown",
		"It is known only while the customer is on the site.",
		"Diagnose then."
	];
	return [
		lookedUp ? "warning" : "failed",
		said === "silent" ? "No answer." : "Blocked or refused.",
		"Let this page reach it by wss: connect-src, firewall, proxy.",
		"presence-degraded"
	];
};
/**
* @param expired the login key had run out before it came
* @param refused and Glance does not take it
*/
var clockSeen = (loginKey, expired, refused, now, server) => {
	const behind = (loginKey?.expires ?? now) - now - LOGIN_KEY_LONGEST;
	const { host, ahead } = server ?? {
		host: "the login-key service",
		ahead: Math.max(0, behind)
	};
	const off = Math.abs(ahead) > CLOCK_OFF;
	const message = off ? `It is ${minutes(Math.abs(ahead))} ${ahead < 0 ? "ahead of" : "behind"} that of ${host}.` : server ? `It agrees with that of ${host}.` : expired ? "No login key fits it." : "It fits the login key.";
	if (off || expired) return [
		refused ? "failed" : "warning",
		message,
		"Set it, or mend the expiry that the service signs.",
		"auth-clock"
	];
	return server || loginKey ? ["ok", message] : [
		"unknown",
		"Nothing came that tells the time.",
		"Mend login-key."
	];
};
var popUpsSeen = ({ opensLate, opened, words }) => {
	const [blocked, hint] = words("popup-blocked");
	if (opened === false) return [
		"warning",
		blocked,
		hint,
		"popup-blocked"
	];
	return opened || !opensLate ? ["ok", opened ? "The last one opened." : "None is needed."] : [
		"unknown",
		"Not known before the first opens.",
		hint
	];
};
/** For how long something is good, and whether it was there before. */
var lasting = (left, kept) => `${kept ? "At hand" : "New"}, for ${minutes(left)}.`;
var minutes = (ms) => `${Math.round(ms / 6e4)} min`;
// src/session/diagnose.ts
/** Of an element that is in no page nothing can be told. */
var undiagnosed = ([version = ""], now) => {
	const [, message, hint, code] = LEFT;
	return new Diagnosis(version, new Date(now).toISOString(), [{
		check: "page",
		result: "failed",
		message,
		hint,
		code
	}]);
};
/**
* Tries what an agent needs, one after another: each within the limit it always has, with the login key and the
* authorization at hand. No session hears of it, and nothing of it is left.
* @param over the element has left the page
*/
var diagnose$1 = async (patient, over) => {
	const { agent, versions, problem, visitorId = "", page } = patient;
	const { clock, services } = agent;
	const [version = "", ...others] = versions;
	const at = new Date(clock.now()).toISOString();
	const { findings, failures, left, add, ask, end } = createExamination(clock, patient.words, over);
	add("version", others.length ? [
		"warning",
		`${version} is at work, ${others.join(", ")} came later.`,
		"Load it once."
	] : ["ok", version]);
	add("settings", settingsSeen(patient));
	const keptKey = agent.loginKeyAtHand();
	const loginKey = await ask("login-key", !problem && (() => agent.loginKey()), (found, ms) => keySeen(found.expires - clock.now(), found === keptKey, agent.loginKeyExpired(), ms));
	const groupId = loginKey?.groupId ?? agent.groupId;
	const askServer = async () => {
		const found = await services.presenceServer(groupId, over);
		if (!found && visitorId) throw new GlanceError("presence-disabled");
		return found;
	};
	const server = await ask("presence", !problem && groupId && askServer, (found) => ["ok", found ? `Served at ${found.host}.` : "The group has none."]);
	/** Whether Glance has done what it does only for pages of an origin it knows. */
	let known = false;
	const kept = agent.authorizationAtHand();
	const mayWatch = await ask("authorization", loginKey && visitorId && (() => agent.authorization()), (found) => {
		known = found !== kept;
		return ["ok", lasting(found.expires - clock.now(), !known)];
	}) && server;
	const lookUp = (at) => agent.withAuthorization(async (given) => !!await services.lookUpVisitor(at, given, visitorId, over));
	const here = await ask("look-up", mayWatch && (() => lookUp(server)), (is) => {
		known = true;
		return ["ok", `The customer is ${is ? "" : "not "}on the site.`];
	});
	/** As it is opened for the element, until it is known whether it can be had. */
	const connect = (to, given) => {
		let line;
		let cancel;
		return new Promise((resolve, reject) => {
			left.catch(reject);
			cancel = clock.after(SOCKET_OPEN, () => resolve("silent"));
			line = services.openPresence(to, given, visitorId, ({ type }) => {
				if (type === "refused") reject(new GlanceError("auth-refused"));
				else if (type === "connected" || type === "closed") resolve(type);
			});
		}).finally(() => {
			cancel?.();
			line?.close();
		});
	};
	const openSocket = (at) => agent.withAuthorization(async (given) => {
		const to = at.loadBalanced ? at : await services.findVisitor(at, given, visitorId, over);
		return to && connect(to, given);
	});
	await ask("socket", mayWatch && (() => openSocket(server)), (said) => socketSeen(said, here !== void 0));
	const key = visitorId || patient.sessionKey;
	const askSession = async (sessionKey) => {
		const answer = await agent.withLoginKey((given) => services.lookUpSession(given, sessionKey, over));
		if (answer === "failed") throw new GlanceError("lookup-failed");
		return answer !== "none";
	};
	await ask("session", loginKey && key && (() => askSession(key)), (runs) => {
		known = true;
		return ["ok", runs ? "One is running." : "None is running."];
	});
	const askOrigin = async () => {
		const refusal = failures.find(({ code }) => code === "origin-not-allowed");
		if (refusal) throw refusal;
		if (!known && !failures.some(({ code, cause }) => code === "auth-refused" || typeof cause === "number")) await agent.withLoginKey((given) => services.authorize(given, over));
	};
	await ask("origin", (known || failures.length > 0) && askOrigin, () => ["ok", `Glance knows ${page.origin}.`]);
	const refused = failures.some(({ code }) => code === "auth-clock");
	add("clock", clockSeen(loginKey, agent.loginKeyExpired(), refused, clock.now(), page.serverClock()));
	await ask("csp", page.blocked, (blocked) => blocked ? [
		"warning",
		blocked,
		"Allow what is Glance’s or yours in that directive."
	] : ["ok", "Nothing was blocked."]);
	add("pop-ups", popUpsSeen(patient));
	add("page", [
		page.hint ? "warning" : "ok",
		page.facts,
		page.hint || void 0
	]);
	end();
	return new Diagnosis(version, at, findings);
};
// src/session/presence-poll.ts
/**
* @param known it has been told whether the customer is there
* @param failed it could not be told, for a reason that may pass
*/
var pollPresence = (agent, visitorId, tell, known, failed) => {
	const { clock, services } = agent;
	let round;
	let cancel = () => void 0;
	const stop = () => {
		cancel();
		round?.abort();
		round = void 0;
	};
	const ask = () => {
		cancel();
		round?.abort();
		const { signal } = round = new AbortController();
		const over = () => signal.aborted;
		const look = async () => {
			const server = await agent.presenceServer();
			if (over() || !server) return;
			const page = await agent.withAuthorization((authorization) => services.lookUpVisitor(server, authorization, visitorId, signal));
			if (over()) return;
			if (page) tell({
				type: "visitor-page",
				page
			});
			tell({ type: page ? "visitor-here" : "visitor-away" });
			known();
		};
		const again = (pause) => {
			if (!over()) cancel = clock.after(clock.hidden() ? Math.max(pause, POLL_HIDDEN) : pause, ask);
		};
		look().then(() => again(POLL), (error) => {
			if (over()) return;
			failed(error);
			again(isBusy(error) ? POLL_BUSY : POLL);
		});
	};
	return {
		start: () => {
			if (!round) ask();
		},
		stop,
		wake: () => {
			if (round) ask();
		},
		running: () => !!round
	};
};
/** Glance asks to be spared: too many requests, or none can be served. */
var isBusy = (error) => error instanceof GlanceError && (error.cause === 429 || error.cause === 503);
// src/session/presence-watch.ts
/**
* Keeps one customer in sight: connects, stays connected, and tells what it learns as facts.
* After every gap the truth is looked up, since what was missed is not sent again. Where the socket
* cannot be had or is not to be relied on, the documented look-up takes its place until it works again.
* @param ready messages get through: what could not be sent before can be sent now
*/
var watchPresence = (agent, visitorId, tell, ready) => {
	const { clock, services } = agent;
	let running = false;
	/** What is under way; aborted when the line is given up, and then nothing of it counts. */
	let round;
	let begun = 0;
	let line;
	/** The customer's own server, in a group whose presence is not load balanced (traces 3.2). */
	let direct;
	let connected = false;
	/** When the line was lost, within the last minute. */
	let losses = [];
	let attempts = 0;
	/** Milliseconds between two keepalives. */
	let keepalive = 0;
	let tokensRefused = 0;
	let everKnown = false;
	/** Something may have been missed since it was last known where the customer is. */
	let gap = false;
	/** Asking works where the line does not, and that was told. */
	let polled = false;
	/** Whether asking worked the last time, if it was done. */
	let asking;
	/** Counts what the socket said of the customer, so that an older look-up does not overrule it. */
	let told = 0;
	let pages = 0;
	/** Where this line itself has said that the customer is. */
	let lineSays;
	const timers = /* @__PURE__ */ new Map();
	const clear = (...purposes) => {
		for (const purpose of purposes) {
			timers.get(purpose)?.();
			timers.delete(purpose);
		}
	};
	const after = (ms, purpose, fire) => {
		clear(purpose);
		const cancel = clock.after(ms, () => {
			timers.delete(purpose);
			fire();
		});
		timers.set(purpose, cancel);
	};
	const hangUp = () => {
		round?.abort();
		connected = false;
		lineSays = void 0;
		clear("open", "keepalive", "silence", "look", "again", "proven", "find");
		line?.close();
		line = direct = void 0;
	};
	const poll = pollPresence(agent, visitorId, (fact) => {
		if (!connected) tell(fact);
	}, () => {
		clear("blip");
		const before = asking;
		asking = true;
		if (before === false && !polled && timers.has("reconnect")) connect();
		else if (timers.has("reconnect")) replaced();
		if (gap) known();
		ready();
	}, (error) => {
		const code = codeOf(error);
		if (REFUSALS.has(code)) return refuse(code);
		if (connected) return;
		if (asking !== false && !isBusy(error)) agent.refused(agent.authorizationAtHand()?.token);
		asking = false;
		gap = true;
		lost();
	});
	/** The line does not work, and asking does. */
	const replaced = () => {
		if (!polled) tell({
			type: "presence-polled",
			polled: polled = true
		});
	};
	/** The line is to be relied on again. */
	const stopPolling = () => {
		losses = [];
		asking = void 0;
		poll.stop();
		if (polled) tell({
			type: "presence-polled",
			polled: polled = false
		});
	};
	/** What was known is no longer sure; only if that lasts is it told. */
	const lost = () => {
		if (!timers.has("blip")) after(BLIP, "blip", () => tell({ type: "presence-lost" }));
	};
	/** It is known whether the customer is there; what happened in a gap before that was not heard. */
	const known = () => {
		if (everKnown || gap && told) tell({ type: "presence-resumed" });
		everKnown = true;
		gap = false;
	};
	const stop = () => {
		running = false;
		attempts = tokensRefused = 0;
		hangUp();
		stopPolling();
		clear("reconnect", "blip");
	};
	/** The line is gone, or was not to be had. It is tried again. */
	const drop = () => {
		const now = clock.now();
		if (connected) losses = [...losses.filter((at) => now - at < SOCKET_AGAIN), now];
		hangUp();
		attempts++;
		gap = true;
		const unstable = losses.length >= 3;
		if (attempts >= 2 || unstable || poll.running()) poll.start();
		else lost();
		if (asking) replaced();
		const pause = polled || unstable ? SOCKET_AGAIN : reconnectPause(attempts, clock.random());
		after(pause, "reconnect", connect);
	};
	const refuse = (reason) => {
		stop();
		tell({
			type: "presence-refused",
			reason
		});
	};
	const connect = () => {
		hangUp();
		clear("reconnect");
		const { signal } = round = new AbortController();
		begun = clock.now();
		const over = () => signal.aborted;
		let loggedIn = false;
		const open = async () => {
			await agent.loginKey();
			if (over()) return;
			loggedIn = true;
			tell({ type: "login-ready" });
			const server = await agent.presenceServer();
			if (!server) throw new GlanceError("presence-disabled");
			if (over()) return;
			direct = server.loadBalanced ? void 0 : await agent.withAuthorization((given) => services.findVisitor(server, given, visitorId, signal));
			if (over()) return;
			if (!server.loadBalanced && !direct) {
				notFound();
				return;
			}
			const authorization = await agent.authorization();
			if (over()) return;
			after(SOCKET_OPEN, "open", drop);
			line = services.openPresence(direct ?? server, authorization, visitorId, (event) => {
				if (!over()) hear(authorization.token, event);
			});
		};
		open().catch((error) => {
			if (over()) return;
			const code = codeOf(error);
			if (loggedIn && code !== "auth-clock") return REFUSALS.has(code) ? refuse(code) : drop();
			stop();
			tell({
				type: "login-failed",
				problem: { code }
			});
		});
	};
	/** Nobody there to have a server: found as soon as they are. */
	const notFound = () => {
		attempts = tokensRefused = 0;
		clear("blip");
		tell({ type: "visitor-away" });
		everKnown = true;
		after(clock.hidden() ? POLL_HIDDEN : POLL, "reconnect", connect);
	};
	const hear = (token, event) => {
		if (connected) listen();
		switch (event.type) {
			case "connected":
				connected = true;
				keepalive = event.keepalive * 1e3;
				attempts = tokensRefused = 0;
				clear("open", "blip");
				if (poll.running()) after(SOCKET_PROVEN, "proven", stopPolling);
				keepAlive();
				listen();
				lookUp();
				return ready();
			case "closed": return drop();
			case "refused":
				agent.refused(token);
				return ++tokensRefused > 1 ? refuse("auth-refused") : drop();
			case "other": return;
			case "visitor-page":
				pages++;
				break;
			case "visitor-here":
				clear("find", "again");
				lineSays = "here";
				told++;
				break;
			case "visitor-away":
				clear("again");
				lineSays = "away";
				told++;
				if (direct && !timers.has("find")) after(ABSENCE, "find", connect);
		}
		tell(event);
	};
	/**
	* Asks whether the customer is there, and goes on asking until it is known. The look-up keeps one who has
	* gone for a while (how long is unknown, traces 9.2), and a line that was opened after that never says so,
	* nor says it twice: as long as it has not said that somebody who was found is here, they are looked up again
	* a few times.
	*/
	const lookUp = (again = 4) => {
		const { signal } = round ??= new AbortController();
		const over = () => signal.aborted;
		const before = told;
		const pagesBefore = pages;
		clear("look");
		const ask = async () => {
			const server = await agent.presenceServer();
			if (over() || !server) return;
			const page = await agent.withAuthorization((authorization) => services.lookUpVisitor(server, authorization, visitorId, signal));
			if (over()) return;
			if (page && pages === pagesBefore) tell({
				type: "visitor-page",
				page
			});
			const newest = told === before;
			if (newest) tell({ type: page ? "visitor-here" : "visitor-away" });
			known();
			if (page && newest && lineSays !== "here" && again) after(POLL * 2 ** (4 - again), "again", () => lookUp(again - 1));
		};
		ask().catch((error) => {
			const spare = isBusy(error) || codeOf(error) === "auth-refused";
			if (!over()) after(spare ? POLL_BUSY : ABSENCE, "look", () => lookUp(again));
		});
	};
	const keepAlive = () => after(keepalive, "keepalive", () => {
		line?.keepAlive();
		keepAlive();
		agent.loginKey().then(() => agent.authorization()).catch(() => void 0);
	});
	/**
	* Whether Glance answers a keepalive is unknown (traces 4.1), so silence proves nothing: it is a reason to look.
	*/
	const listen = () => after(2 * keepalive + SILENCE, "silence", () => {
		listen();
		lookUp();
	});
	const wake = () => {
		attempts = 0;
		poll.wake();
		if (timers.has("reconnect")) connect();
		else if (connected) lookUp();
	};
	/** By the customer's own server, the only one that takes messages by REST. */
	const post = async (message) => {
		const signal = agent.closed;
		const server = await agent.presenceServer();
		return agent.withAuthorization(async (authorization) => {
			const to = direct ?? (server && await services.findVisitor(server, authorization, visitorId, signal));
			return !!to && services.signalVisitor(to, authorization, visitorId, message, signal);
		});
	};
	return {
		start: () => {
			if (running) return wake();
			running = true;
			connect();
		},
		stop,
		wake: () => {
			const stale = clock.now() - begun >= ONE_WAKE;
			if (running && !connected && stale && !timers.has("reconnect")) connect();
			wake();
		},
		sleep: () => {
			if (!running) return;
			hangUp();
			gap = true;
			lost();
			after(reconnectPause(1, clock.random()), "reconnect", connect);
		},
		send: (...message) => {
			JSON.stringify(message);
			if (connected && !direct) {
				line?.send(...message);
				return true;
			}
			return (connected || poll.running()) && post(message);
		}
	};
};
/** Trying again by itself would not change these. */
var REFUSALS = /* @__PURE__ */ new Set([
	"presence-disabled",
	"origin-not-allowed",
	"csp-blocked",
	"auth-refused"
]);
// src/session/record.ts
var recordOf = (a) => {
	const { key, since, visitorId, sessionId, callType, labels, opened, viewerName, ending, toldBy } = a;
	return {
		key,
		since,
		visitorId,
		sessionId,
		callType,
		labels,
		opened,
		viewerName,
		endedBy: ending ? "agent" : toldBy
	};
};
/** A record as it was kept; nothing where it is none, since any script of the page can write there. */
var readRecord = (text) => {
	const kept = members(text && json(text));
	const { key, since, visitorId, opened, viewerName, endedBy } = kept;
	const { origin, externalId } = members(kept["labels"]);
	if (!isKey(key) || !isKey(visitorId ?? key) || !isTime(since)) return void 0;
	return {
		key,
		since,
		visitorId,
		sessionId: word(kept["sessionId"]),
		callType: word(kept["callType"]),
		labels: {
			origin: word(origin),
			externalId: word(externalId)
		},
		opened: opened === true,
		viewerName: typeof viewerName === "string" && /^glance-[\d-]{1,64}$/.test(viewerName) ? viewerName : void 0,
		endedBy: endedBy === "agent" || endedBy === "customer" ? endedBy : void 0
	};
};
/** Milliseconds since 1970, as far as a date can be made of them. */
var isTime = (value) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 864e13;
/** What the page or Glance calls something: shown nowhere but as text, and not endless. */
var word = (value) => typeof value === "string" ? value.slice(0, 300) : void 0;
// src/session/state.ts
/** What is not due at any time. */
var NEVER = Infinity;
var initialState = ({ visitorId, problem, notice, offline }) => ({
	visitorId,
	problem,
	offline,
	notice: notice && {
		code: notice,
		seq: 1
	},
	loginAgain: NEVER,
	presence: visitorId && !problem ? "unknown" : "off",
	since: 0,
	goneAt: NEVER,
	releaseAt: NEVER,
	page: {},
	unreported: [],
	seq: 1
});
var stateName = ({ activity: a, problem, loginProblem, presence }) => {
	if (a?.kind === "joined") return a.ending ?? (a.viewer === "closed" ? "joinable" : "in-session");
	if (a) return a.kind;
	if (problem) return "unconfigured";
	if (loginProblem) return "error";
	if (presence === "unknown") return "connecting";
	return presence === "absent" || presence === "present" ? presence : "idle";
};
/** The earliest moment at which something is due, so that one timer serves all. */
var nextDue = (s) => {
	const { activity: a, search, takenUp, goneAt, releaseAt, loginAgain, unreported } = s;
	const { deadline = NEVER, nextLook = NEVER, tellAt = NEVER, endBy = NEVER } = a ?? {};
	return Math.min(goneAt, loginAgain, search?.nextLook ?? Infinity, takenUp?.nextLook ?? Infinity, a ? NEVER : releaseAt, ...unreported.map(({ until }) => until), deadline, nextLook, tellAt, endBy);
};
var snapshotOf = (s) => {
	const { activity: a, presence, notice } = s;
	const state = stateName(s);
	const joined = a?.kind === "joined" ? a : void 0;
	const known = presence === "present" || presence === "absent";
	return Object.freeze({
		state,
		phase: a?.kind === "inviting" ? a.phase : void 0,
		visitorId: (joined ?? s).visitorId,
		visitor: known ? Object.freeze({
			present: presence === "present",
			since: s.since,
			...s.page
		}) : void 0,
		sessionKey: a?.key,
		callType: joined?.callType,
		camera: a?.kind === "waiting" && a.camera,
		since: a?.since,
		ending: !!joined?.ending,
		viewerLost: joined?.viewer === "lost",
		retryPresence: presence === "unavailable",
		problem: state === "unconfigured" ? s.problem : state === "error" ? s.loginProblem : void 0,
		notice
	});
};
/** The sessions that are to be kept beyond this page: each until its report has gone out. */
var recordsOf = ({ activity: a, takenUp, unreported }) => [
	...a?.kind === "joined" && !a.reported ? [recordOf(a)] : [],
	...takenUp ? [takenUp.record] : [],
	...unreported.map(({ record }) => record)
];
// src/session/rules/call-off.ts
/** Ends the question: from here on, a session that starts is not ours to open. */
var callOff = (turn, { key, phase, viewerKey }, why, reason) => {
	turn.state.activity = void 0;
	if (phase !== "preparing") turn.state.calledOff = !why || why === "no-answer" ? key : void 0;
	if (viewerKey !== void 0) turn.do({ do: "close-viewer" });
	if (why) turn.notify(why, { reason });
};
// src/session/report.ts
var startOf = (join) => ({
	sessionKey: join.key,
	sessionId: join.sessionId,
	sessionStart: new Date(join.since).toISOString(),
	visitorId: join.visitorId
});
var reportOf = (join, endedBy, now) => {
	const end = Math.max(now, join.since);
	return {
		...startOf(join),
		sessionId: join.sessionId ?? "",
		sessionEnd: new Date(end).toISOString(),
		duration: Math.round((end - join.since) / 1e3),
		outcome: join.opened ? "joined" : "missed",
		endedBy,
		...join.labels
	};
};
// src/session/rules/joined.ts
/**
* A session runs.
* @param open the agent asked for it, so the viewer opens by itself if it may
*/
var begin = (turn, { id, key, visitorId, viewer = "closed", viewerName, viewerShows }, open, found) => {
	const { record: left } = turn.state.takenUp ?? {};
	const record = left?.key === key && isOf(left, found) ? left : void 0;
	const a = {
		kind: "joined",
		id,
		key,
		visitorId: visitorId ?? record?.visitorId,
		since: Math.min(turn.now, record?.since ?? turn.now),
		labels: record ? record.labels : turn.state.wishes?.labels,
		sessionId: record?.sessionId,
		callType: record?.callType,
		...found,
		viewerName: viewerName ?? record?.viewerName,
		viewer,
		viewerShows,
		opened: viewer !== "closed" || record?.opened,
		found: !!found,
		reported: !open && !!found?.sessionId && found.sessionId === turn.state.reported?.sessionId,
		covered: !!found && !record && turn.customerHere,
		nextLook: NEVER,
		endBy: NEVER
	};
	turn.state.activity = a;
	if (record) {
		turn.state.takenUp = void 0;
		turn.notify("resumed");
		if (!open) turn.do({
			do: "find-viewer",
			key
		});
	} else if (!a.reported) turn.do({
		do: "tell",
		news: {
			type: "start",
			start: startOf(a)
		}
	});
	if (open && viewer === "closed") turn.do({
		do: "open-viewer",
		key
	});
	if (a.found) planLook(turn, a);
	else lookNow(turn, a);
};
/** Whether what a look-up has found may be the session of a record, as far as both tell. */
var isOf = ({ sessionId }, found) => !sessionId || !found?.sessionId || sessionId === found.sessionId;
var planLook = (turn, a, pause = SESSION_LOOK) => {
	a.nextLook = turn.now + pause;
};
var lookNow = (turn, a) => {
	a.nextLook = NEVER;
	if (a.lookingSince !== void 0) return;
	a.lookingSince = turn.now;
	a.covering = turn.customerHere;
	a.lookUp = turn.nextId();
	turn.do({
		do: "look-up",
		id: a.lookUp,
		key: a.key
	});
};
var joined = (turn, a, fact) => {
	switch (fact.type) {
		case "viewer-opened":
			a.viewer = "open";
			a.viewerShows = void 0;
			a.openedBefore = a.opened;
			a.opened = true;
			a.viewerName = fact.name ?? a.viewerName;
			a.openedAt = turn.now;
			return;
		case "claimed":
			if (fact.id === a.id && !a.opened && !a.ending) turn.do({
				do: "open-viewer",
				key: a.key
			});
			return;
		case "viewer-blocked":
			if (fact.reason) a.opened = a.openedBefore;
			return turn.notify("popup-blocked", { reason: fact.reason });
		case "viewer-closed":
			if (a.viewer === "open") a.viewer = fact.certain ? "closed" : "lost";
			if (fact.certain) a.viewerName = void 0;
			return;
		case "session-ended":
			a.toldBy = fact.by;
			if (a.ending || a.visitorId) return finish(turn, a);
			a.missed = true;
			return lookNow(turn, a);
		case "viewer-ended":
			a.viewerShows = true;
			a.toldBy ??= fact.by;
			return finish(turn, a);
		case "presence-resumed": return lookNow(turn, a);
		case "looked-up": return fact.id === a.lookUp ? lookedUp(turn, a, fact.answer) : void 0;
		case "tick": if (turn.now >= a.endBy) {
			a.endBy = NEVER;
			a.lookingSince = void 0;
			lookNow(turn, a);
		} else if (turn.now >= a.nextLook) {
			if (a.covered && a.visitorId && turn.customerHere && !turn.state.polled && a.viewer === "open" && a.viewerShows && !a.missed) planLook(turn, a);
			else lookNow(turn, a);
		}
	}
};
var lookedUp = (turn, a, answer) => {
	a.lookingSince = void 0;
	/** The agent's end was not confirmed in time: this answer decides. */
	const decides = a.ending && a.endBy === Infinity;
	if (answer === "failed") {
		if (decides) return finish(turn, a, true);
		return planLook(turn, a);
	}
	if (answer !== "none") {
		a.sessionId ||= answer.sessionId;
		a.callType ??= answer.callType;
		a.found = true;
		a.covered = a.covering;
		a.missed = false;
		a.toldBy = void 0;
		if (decides) {
			a.ending = void 0;
			turn.notify("end-unconfirmed");
		}
		return planLook(turn, a);
	}
	if (!a.ending && !a.found && turn.now - a.since < 3e4) return planLook(turn, a, waitingPause(1));
	if (a.ending || a.missed) return finish(turn, a);
	a.missed = true;
	planLook(turn, a, SESSION_LOOK_AGAIN);
};
var openViewer$1 = (turn, a) => {
	if (a.viewer === "open") turn.do({ do: "show-viewer" });
	else if (a.viewer === "closed" || turn.now - (a.openedAt ?? 0) > 2e3) turn.do({
		do: "open-viewer",
		key: a.key
	});
};
var leave = (turn, a) => {
	if (a.viewer === "open") a.viewerName = void 0;
	a.viewer = "closed";
	turn.do({ do: "close-viewer" });
};
var end = (turn, a) => {
	a.ending = stateName(turn.state) === "in-session" ? "in-session" : "joinable";
	a.endBy = turn.now + END_CONFIRMED;
	turn.do({ do: "stop-session" });
	leave(turn, a);
};
/** The session has ended: its report goes out, once its id is known or has been waited for. */
var finish = (turn, a, unconfirmed = false) => {
	const { state, now } = turn;
	const report = reportOf(a, a.ending ? "agent" : a.toldBy ?? "unknown", now);
	state.activity = void 0;
	state.unseen ||= !a.found && a.key !== state.visitorId;
	const shows = a.viewer !== "open" || (a.viewerShows ?? now - (a.openedAt ?? a.since) > 15e3);
	turn.do({ do: shows ? "release-viewer" : "close-viewer" });
	if (!a.sessionId && a.lookingSince !== void 0) state.unreported = [...state.unreported, {
		lookUp: a.lookUp,
		until: a.lookingSince + SESSION_ID,
		report,
		record: recordOf(a)
	}];
	else if (!a.reported) tellEnd(turn, report);
	turn.notify(unconfirmed ? "end-unconfirmed" : a.opened ? "session-ended" : "session-missed");
};
var tellEnd = (turn, report) => {
	turn.state.reported = report;
	turn.do({
		do: "tell",
		news: {
			type: "end",
			report
		}
	});
};
// src/session/rules/search.ts
/** A session said to have started may reach the look-up late (traces 5.3): ask this often. */
var STARTED_LOOKS = 3;
/**
* Looks whether a session runs under the key the customer was asked with, else under their own id: now, or
* when the button is no longer busy with another.
*/
var search = (turn, started) => {
	const { search: running, activity: a, visitorId } = turn.state;
	if (a && a.kind !== "inviting") {
		turn.state.unseen ||= a.key !== visitorId;
		return;
	}
	if (!running || started && !running.started) look$2(turn, started, 1);
};
var look$2 = (turn, started, looks) => lookUnder(turn, keysOf(turn.state)[0], started, looks);
/** The keys a session of the customer's may have, the likeliest first: an earlier question may still be answered. */
var keysOf = ({ activity: a, calledOff, visitorId }) => [.../* @__PURE__ */ new Set([
	...a?.kind === "inviting" ? [a.key] : [],
	...calledOff ? [calledOff] : [],
	visitorId
])];
var lookUnder = (turn, key, started, looks) => {
	if (!key) return;
	const id = turn.nextId();
	turn.state.searchedAt = turn.now;
	turn.state.search = {
		id,
		key,
		started,
		looks,
		nextLook: NEVER
	};
	turn.do({
		do: "look-up",
		id,
		key,
		unasked: true
	});
};
var searching = (turn, s, fact) => {
	const { state } = turn;
	if (fact.type === "tick" && turn.now >= s.nextLook) return again$1(turn, s);
	if (fact.type === "session-ended" || fact.type === "joined-elsewhere" && fact.id === s.id) state.search = void 0;
	if (fact.type !== "looked-up" || fact.id !== s.id) return;
	const { activity: a, calledOff, visitorId } = state;
	const { answer } = fact;
	const keys = keysOf(state);
	const next = keys[keys.indexOf(s.key) + 1];
	state.search = void 0;
	if (typeof answer === "object") {
		if (a?.kind === "inviting") return beginAsked(turn, a, answer, s.key);
		if (a) return search(turn, false);
		state.calledOff = void 0;
		const id = turn.nextId();
		begin(turn, {
			id,
			key: s.key,
			visitorId
		}, false, answer);
		if (calledOff === s.key) turn.notify("late-accept");
		else if (s.started && state.wishes?.autojoin) turn.do({
			do: "claim",
			id,
			key: s.key
		});
	} else if (answer === "none" && next) lookUnder(turn, next, s.started, s.looks);
	else if (a?.kind === "inviting" && state.polled) state.search = {
		...s,
		nextLook: turn.now + INVITATION_LOOK
	};
	else if (s.started && s.looks < STARTED_LOOKS) state.search = {
		...s,
		nextLook: turn.now + waitingPause(s.looks)
	};
	else if (answer === "failed") state.search = {
		...s,
		nextLook: turn.now + SESSION_LOOK
	};
	else if (s.started) {
		if (a?.kind === "inviting") callOff(turn, a, "session-other-key");
		else if (!a) turn.notify("session-other-key");
	}
};
/** Looks again, as long as that is seen by somebody, and can be told. */
var again$1 = (turn, s) => {
	const { activity: a, watching, loginProblem } = turn.state;
	turn.state.search = void 0;
	if (a?.kind === "inviting" || !a && watching && !loginProblem) look$2(turn, s.started, s.looks + 1);
	else if (a) search(turn, false);
};
/** Looks for what there was no time for. */
var postponed = (turn) => {
	const { state } = turn;
	if (!state.unseen || state.activity) return;
	state.unseen = false;
	search(turn, false);
};
/** By REST nobody tells that a session has started: it is looked for as long as the customer is there. */
var polledSight = (turn) => {
	const { polled, activity, searchedAt = 0 } = turn.state;
	if (polled && !activity && turn.now - searchedAt >= 15e3) search(turn, false);
};
/** Once when the customer's presence is first known, and once when they are first there. */
var firstSight = (turn) => {
	const { state, customerHere } = turn;
	if (state.sighted === "present" || state.sighted && !customerHere) return;
	state.sighted = customerHere ? "present" : "known";
	if (state.activity?.kind !== "inviting") search(turn, false);
};
// src/session/rules/inviting.ts
/** Asks the customer, who must be there to be asked. */
var invite = (turn, viewer) => {
	const { state, now } = turn;
	const { visitorId: key, activity } = state;
	if (stateName(state) !== "present" || !key) return turn.do({
		do: "refuse",
		code: activity ? "busy" : "not-present"
	});
	const id = turn.nextId();
	state.activity = {
		kind: "inviting",
		id,
		key,
		since: now,
		phase: "preparing",
		deadline: now + PRESESSION,
		early: viewer === "asked"
	};
	if (!state.watching) {
		state.watching = true;
		state.releasedAt = void 0;
		state.releaseAt = now + OUT_OF_VIEW;
		turn.do({ do: "watch" });
	}
	turn.do({
		do: "prepare",
		id,
		key
	});
};
var inviting = (turn, a, fact) => {
	switch (fact.type) {
		case "preparing": return fact.id === a.id ? openEarly(turn, a) : void 0;
		case "prepared": return fact.id === a.id && (fact.failed ? a.phase === "preparing" : !a.invitation) ? prepared(turn, a, fact) : void 0;
		case "asked":
			if (fact.id !== a.id || a.phase !== "preparing") return;
			a.phase = "sent";
			if (turn.state.calledOff === a.key) turn.state.calledOff = void 0;
			return turn.state.polled ? search(turn, false) : void 0;
		case "presence-polled": return a.phase === "preparing" ? void 0 : search(turn, false);
		case "terms": return terms(turn, a, fact.status);
		case "visitor-error":
		case "session-ended":
			if (a.phase === "accepted" || fact.type === "visitor-error" && a.phase !== "preparing") callOff(turn, a, "session-failed");
			return;
		case "session-started": return a.phase === "accepted" && !turn.state.calledOff ? beginAsked(turn, a) : search(turn, true);
		case "presence-resumed": return search(turn, false);
		case "viewer-opened":
			a.viewer = "open";
			a.viewerName = fact.name;
			return moveEarly(turn, a);
		case "viewer-ended":
			a.viewerShows = false;
			a.viewerKey = "";
			return;
		case "viewer-closed":
			a.viewer = fact.certain ? "closed" : "lost";
			return;
		case "tick":
			if (turn.now < a.deadline) return;
			if (!a.invitation) prepared(turn, a, { failed: { cause: "timeout" } });
			else callOff(turn, a, a.phase === "accepted" || a.phase === "preparing" ? "session-failed" : "no-answer");
	}
};
/** The session the customer was asked for has started. */
var beginAsked = (turn, a, found, key = a.key) => {
	a.key = key;
	turn.state.calledOff = void 0;
	moveEarly(turn, a);
	begin(turn, {
		...a,
		visitorId: turn.state.visitorId
	}, true, found);
};
var openEarly = (turn, a) => {
	if (!a.early || a.viewerKey !== void 0) return;
	a.viewerKey = a.key;
	turn.do({
		do: "open-viewer",
		key: a.key
	});
};
/** The viewer is open, but for another key. */
var moveEarly = (turn, a) => {
	const { key, viewer = "closed", viewerKey = key } = a;
	if (viewer === "closed" || viewerKey === key) return;
	a.viewerKey = key;
	a.viewerShows = void 0;
	turn.do({
		do: "move-viewer",
		key
	});
};
/** The page has had its say. */
var prepared = (turn, a, { invitation, failed }) => {
	if (failed) {
		turn.do({
			do: "tell",
			news: {
				type: "error",
				code: "presession-failed",
				cause: failed.cause
			}
		});
		return callOff(turn, a, "session-failed", "presession-failed");
	}
	if (!invitation) return callOff(turn, a);
	a.invitation = invitation;
	a.key = invitation.sessionKey;
	a.deadline = turn.now + UNANSWERED;
	openEarly(turn, a);
	moveEarly(turn, a);
	turn.do({
		do: "ask",
		id: a.id
	});
};
var terms = (turn, a, status) => {
	if (a.phase === "preparing") return;
	if (status === "declined") return callOff(turn, a, "declined");
	if (a.phase === "accepted") return;
	a.phase = status;
	if (status === "accepted") a.deadline = turn.now + ACCEPTED_TO_STARTED;
};
// src/session/rules/presence.ts
/** What is known of the customer, apart from what is under way. */
var presence = (turn, fact) => {
	const { state, now } = turn;
	switch (fact.type) {
		case "login-ready":
			if (state.loginProblem && state.watching) turn.do({ do: "watch" });
			state.loginProblem = void 0;
			state.loginAgain = NEVER;
			return;
		case "login-failed": return loginFailed(turn, fact.problem);
		case "presence-refused":
			become(turn, "unavailable");
			turn.notify("presence-unavailable", { reason: fact.reason });
			return turn.do({
				do: "tell",
				news: {
					type: "error",
					code: fact.reason
				}
			});
		case "presence-lost": return become(turn, "unknown");
		case "presence-polled":
			if (fact.polled && !state.polled) turn.notify("presence-degraded");
			state.polled = fact.polled;
			return;
		case "visitor-here": return here(turn);
		case "visitor-away":
			if (turn.customerHere) state.goneAt = Math.min(state.goneAt, now + ABSENCE);
			else if (state.presence === "unknown") absent(turn);
			return;
		case "visitor-page":
			state.page = fact.page;
			return;
		case "signal": return turn.do({
			do: "tell",
			news: fact
		});
		case "offline":
			state.offline = true;
			if (fact.told) turn.notify("offline");
			return;
		case "online":
			state.offline = false;
			if (state.notice?.code === "offline") state.notice = void 0;
			return;
		case "in-view": return inView(turn);
		case "out-of-view":
			if (state.watching) state.releaseAt = now + (state.sighted ? OUT_OF_VIEW : 0);
			return;
		case "tick":
			if (now >= state.goneAt) absent(turn);
			if (now >= state.loginAgain) {
				state.loginAgain = NEVER;
				turn.do({ do: "log-in" });
			}
			if (!state.activity && now >= state.releaseAt) {
				state.watching = false;
				state.releaseAt = NEVER;
				state.releasedAt = now;
				turn.do({ do: "unwatch" });
			}
	}
};
/** Presence has stopped with it: what was known of the customer is no longer. */
var loginFailed = (turn, problem) => {
	const { state, now } = turn;
	const { code } = problem;
	const told = state.loginProblem?.code === code;
	state.loginProblem = problem;
	state.loginAgain = code === "auth-timeout" || code === "auth-unreachable" ? now + AUTH_AGAIN : NEVER;
	become(turn, "unknown");
	if (!told) turn.do({
		do: "tell",
		news: {
			type: "error",
			code
		}
	});
};
var become = ({ state, now }, presence) => {
	if (state.presence === "off") return;
	state.presence = presence;
	state.since = now;
	state.goneAt = NEVER;
	if (presence !== "present") state.page = {};
};
var here = (turn) => {
	const { state } = turn;
	const { activity, notice } = state;
	if (turn.customerHere) {
		state.goneAt = NEVER;
		return polledSight(turn);
	}
	become(turn, "present");
	if (activity?.kind === "waiting" || notice?.code === "customer-away") turn.notify("customer-arrived");
	firstSight(turn);
};
var absent = (turn) => {
	become(turn, "absent");
	if (turn.state.activity?.kind === "inviting") turn.notify("customer-away");
	else turn.state.calledOff = void 0;
	firstSight(turn);
};
var inView = (turn) => {
	const { state, now } = turn;
	const { presence, releasedAt = now } = state;
	state.releaseAt = NEVER;
	state.releasedAt = void 0;
	if (presence === "off" || presence === "unavailable") return;
	if (now - releasedAt >= 3e4) become(turn, "unknown");
	if (!state.watching) turn.do({ do: "watch" });
	state.watching = true;
};
/** Tries again what the agent was told had failed. */
var retry$1 = (turn) => {
	const { state } = turn;
	if (stateName(state) !== "error" && state.presence !== "unavailable") return;
	state.loginProblem = void 0;
	if (state.presence === "off") return turn.do({ do: "log-in" });
	become(turn, "unknown");
	state.watching = true;
	turn.do({ do: "watch" });
};
// src/session/rules/taken-up.ts
/**
* Takes up a session that ran when its last button went, or before the page was loaded anew. It is shown
* once a look-up has found that it still runs; until then nothing is said of it.
*/
var takeUp = (turn, record) => look$1(turn, {
	record,
	id: 0,
	nextLook: NEVER
});
var takenUp = (turn, t, fact) => {
	const { state, now } = turn;
	if (fact.type === "tick" && now >= t.nextLook) return look$1(turn, t);
	if (fact.type !== "looked-up" || fact.id !== t.id) return;
	const { record } = t;
	const { answer } = fact;
	const another = typeof answer === "object" && !isOf(record, answer);
	if (answer === "none" || another) {
		if (!another && !t.missed) return later(turn, {
			...t,
			missed: true
		}, SESSION_LOOK_AGAIN);
		state.takenUp = void 0;
		tellEnd(turn, reportOf(record, record.endedBy ?? "unknown", now));
		turn.notify(record.opened ? "session-ended" : "session-missed");
		if (!another || state.activity) return;
	}
	if (state.activity) return later(turn, {
		...t,
		missed: false
	}, SESSION_LOOK);
	const { key, visitorId } = record;
	begin(turn, {
		id: turn.nextId(),
		key,
		visitorId
	}, false, answer === "failed" ? void 0 : answer);
};
var look$1 = (turn, t) => {
	const id = turn.nextId();
	turn.state.takenUp = {
		...t,
		id,
		nextLook: NEVER
	};
	turn.do({
		do: "look-up",
		id,
		key: t.record.key
	});
};
var later = (turn, t, pause) => {
	turn.state.takenUp = {
		...t,
		nextLook: turn.now + pause
	};
};
// src/session/rules/turn.ts
/** One event being answered: the state as it becomes, and what is to be done. */
var Turn = class {
	constructor(before, now) {
		this.now = now;
		this.effects = [];
		const { activity, search } = before;
		this.state = {
			...before,
			activity: activity && { ...activity },
			search: search && { ...search }
		};
	}
	do(...effects) {
		this.effects.push(...effects);
	}
	nextId() {
		return ++this.state.seq;
	}
	notify(code, more) {
		this.state.notice = {
			code,
			...more,
			seq: this.nextId()
		};
	}
	/** Whether the customer is there, as far as is known. */
	get customerHere() {
		return !!this.state.watching && this.state.presence === "present";
	}
};
// src/session/rules/waiting.ts
/** Joins the session of a key the customer has read out. */
var join = (turn, key) => {
	const { state, now } = turn;
	const { problem, activity } = state;
	if (problem || activity) return turn.do({
		do: "refuse",
		code: problem?.code ?? "busy"
	});
	const id = turn.nextId();
	if (state.loginProblem) return begin(turn, whose(turn, {
		id,
		key
	}), true);
	state.activity = {
		kind: "waiting",
		id,
		key,
		since: now,
		looks: 1,
		nextLook: NEVER,
		tellAt: now + WAITING_TOLD,
		deadline: now + WAITING
	};
	turn.do({
		do: "look-up",
		id,
		key,
		click: true
	});
};
/** Invites a phone to show its camera, and waits for that session. */
var inviteCamera = (turn, invitation) => {
	const { state, now } = turn;
	const code = (state.problem ?? state.loginProblem)?.code ?? (state.activity && "busy");
	if (code) return turn.do({
		do: "refuse",
		code
	});
	const id = turn.nextId();
	state.activity = {
		kind: "waiting",
		id,
		key: "",
		camera: true,
		since: now,
		looks: 0,
		nextLook: NEVER,
		tellAt: NEVER,
		deadline: now + WAITING_CAMERA
	};
	turn.do({
		do: "invite-camera",
		id,
		invitation
	});
};
var waiting = (turn, a, fact) => {
	if (fact.type === "tick") tick(turn, a);
	else if (fact.type === "looked-up" && fact.id === a.id) {
		const { answer } = fact;
		if (typeof answer === "object") return begin(turn, whose(turn, a), true, answer);
		if (answer === "failed" && !a.answered && !a.camera) return begin(turn, whose(turn, a), true);
		a.answered = true;
		a.nextLook = turn.now + waitingPause(a.looks);
	} else if (fact.type === "camera-invited" && fact.id === a.id) {
		a.key = fact.key;
		look(turn, a);
	} else if (fact.type === "camera-failed" && fact.id === a.id) {
		turn.state.activity = void 0;
		turn.notify("sms-failed", { reason: fact.reason });
	} else if (fact.type === "session-started" && a.nextLook !== Infinity) a.nextLook = turn.now;
};
var tick = (turn, a) => {
	if (turn.now >= a.deadline) {
		turn.state.activity = void 0;
		return turn.notify("no-such-session", { subject: a.key });
	}
	if (turn.now >= a.tellAt) {
		a.tellAt = NEVER;
		turn.notify("no-such-session", { subject: a.key });
	}
	if (turn.now >= a.nextLook) look(turn, a);
};
var look = (turn, a) => {
	a.nextLook = NEVER;
	a.looks++;
	turn.do({
		do: "look-up",
		id: a.id,
		key: a.key
	});
};
/** A key that is the customer's own id is their session. */
var whose = ({ state: { visitorId } }, { id, key }) => ({
	id,
	key,
	visitorId: visitorId === key ? key : void 0
});
// src/session/transition.ts
/**
* What the button knows after an event, and what is to be done about it. Pure: the same state,
* event and time give the same answer, and nothing outside is touched.
* @param now milliseconds since 1970
*/
var transition = (state, event, now) => {
	const turn = new Turn(state, now);
	const { activity: a, notice, problem } = turn.state;
	turn.state.notice = void 0;
	switch (event.type) {
		case "invite":
			invite(turn, event.viewer);
			break;
		case "join":
			join(turn, event.key);
			break;
		case "invite-camera":
			inviteCamera(turn, event);
			break;
		case "cancel":
			if (a?.kind === "inviting") callOff(turn, a);
			if (a?.kind === "waiting") turn.state.activity = void 0;
			break;
		case "retry":
			retry$1(turn);
			break;
		case "prepare":
			if (!problem) turn.do({ do: "log-in" });
			break;
		case "dismiss": break;
		case "open-viewer":
		case "leave":
		case "end":
			if (a?.kind !== "joined") turn.do({
				do: "refuse",
				code: "not-present"
			});
			else if (!a.ending) ({
				"open-viewer": openViewer$1,
				leave,
				end
			})[event.type](turn, a);
			break;
		default:
			turn.state.notice = notice;
			fact(turn, event);
	}
	postponed(turn);
	if (turn.state.offline && TRIES.has(event.type)) turn.notify("offline");
	return turn;
};
/** Requests that need the network. */
var TRIES = /* @__PURE__ */ new Set([
	"invite",
	"join",
	"invite-camera",
	"end",
	"retry"
]);
var fact = (turn, event) => {
	const { state } = turn;
	presence(turn, event);
	reported(turn, event);
	if (event.type === "taken-up") return takeUp(turn, event.record);
	if (state.search) searching(turn, state.search, event);
	if (state.takenUp) takenUp(turn, state.takenUp, event);
	const { activity: a } = state;
	if (a && a.kind !== "waiting") spoken(a, event);
	if (a?.kind === "inviting") inviting(turn, a, event);
	else if (a?.kind === "waiting") waiting(turn, a, event);
	else if (a) joined(turn, a, event);
	else if (event.type === "terms" && event.status === "declined") state.calledOff = void 0;
	if (a?.kind === "inviting") return;
	if (event.type === "session-started") search(turn, true);
	if (event.type === "presence-resumed") search(turn, false);
};
/** What a viewer has said of itself, whether its session has begun or not. */
var spoken = (a, event) => {
	if (event.type === "viewer-alive") a.viewerShows ??= false;
	if (event.type === "viewer-started") a.viewerShows = true;
};
/** Sends out the reports whose session's id has arrived, or has been waited for long enough. */
var reported = (turn, event) => {
	const { state, now } = turn;
	state.unreported = state.unreported.filter(({ lookUp, until, report }) => {
		const answered = event.type === "looked-up" && event.id === lookUp;
		if (!answered && now < until) return true;
		const sessionId = answered && typeof event.answer === "object" ? event.answer.sessionId : "";
		tellEnd(turn, {
			...report,
			sessionId
		});
		return false;
	});
};
// src/session/within-click.ts
/**
* Hands over the outcome of `promise` in a task that may still open a window, if it comes within a
* second of the click this is called in. WebKit lets only timers that were set in the click itself,
* of a second at most, open one; never the continuation of a fetch (platform.md, part 1).
* @returns calls the timers off
*/
var withinClick = (clock, promise, use) => {
	let hand;
	let late = false;
	const timers = [];
	const cancel = () => {
		for (const timer of timers.splice(0)) timer();
	};
	for (let ms = 50; ms < 1e3; ms += 50) timers.push(clock.after(ms, () => {
		late = ms === 950;
		hand?.();
	}));
	promise.then((value) => {
		hand = () => {
			hand = void 0;
			cancel();
			use(value);
		};
		if (late) hand();
	});
	return cancel;
};
// src/session/session.ts
/**
* Events go in one at a time; the state they lead to is committed before anybody hears of it;
* effects run here, outside it.
*/
var createSession = (agent, start) => {
	const { clock, memory, services } = agent;
	const { visitorId = "" } = start;
	let state = {
		...initialState(start),
		calledOff: agent.calledOff.get(visitorId)
	};
	agent.calledOff.delete(visitorId);
	let snapshot = snapshotOf(state);
	let committed = JSON.stringify(snapshot);
	/** An element may hold a session twice: as its customer's, and as the one it still shows. */
	const seats = /* @__PURE__ */ new Map();
	const inView = /* @__PURE__ */ new Set();
	/** The seat whose request is being answered, and the one that began what is under way. */
	let asking;
	let began;
	const queue = [];
	let draining = false;
	let refusals = [];
	/** What is to be done once the state is committed: the page hears of it, or has its say. */
	const later = [];
	/** Who waits for what is under way to arrive, and who for its end. */
	const arrivals = [];
	const ends = [];
	let due = NEVER;
	let cancelDue;
	let cancelClick;
	let cancelAsk;
	let viewer;
	/** What is kept beyond the page, as it was last written, by the moment it began. */
	const kept = /* @__PURE__ */ new Map();
	/** Records of which it is not known yet whether this tab may show their sessions. */
	const taking = /* @__PURE__ */ new Set();
	const closing = new AbortController();
	/** Ends with what is under way. */
	let course;
	const busy = () => !!state.activity || kept.size + taking.size > 0;
	/** Takes in an event, and all that follows from it at once. */
	const tell = (event) => {
		if (clock.now() >= due) queue.push({ type: "tick" });
		queue.push(event);
		if (draining || closing.signal.aborted) return;
		if (!busy() && !later.length) began = void 0;
		draining = true;
		try {
			for (let next = queue.shift(); next; next = queue.shift()) {
				const before = state.activity?.id;
				const turn = transition({
					...state,
					wishes: teller()?.wishes()
				}, next, clock.now());
				state = turn.state;
				if (state.activity?.id !== before) {
					course?.abort();
					course = void 0;
					if (state.activity) began = asking;
				}
				for (const effect of turn.effects) run(effect);
			}
		} finally {
			draining = false;
		}
		commit();
	};
	const commit = () => {
		planTick();
		remember();
		const next = snapshotOf(state);
		const text = JSON.stringify(next);
		if (text !== committed) {
			committed = text;
			snapshot = next;
			for (const seat of [...seats.keys()]) seat.changed();
		}
		for (const act of later.splice(0)) act();
		const { activity: a, notice } = state;
		const joined = a?.kind === "joined";
		if (joined) for (const { resolve } of arrivals.splice(0)) resolve();
		const failed = [...a ? [] : arrivals.splice(0), ...joined && !a.ending ? ends.splice(0) : []];
		for (const { reject } of failed) reject(stopped(notice));
		if (!busy()) for (const { resolve } of ends.splice(0)) resolve(state.reported);
	};
	const remember = () => {
		const records = recordsOf(state);
		for (const record of records) {
			const text = JSON.stringify(record);
			if (kept.get(record.since)?.text === text) continue;
			kept.set(record.since, {
				record,
				text
			});
			memory.keep(record);
		}
		for (const [since, { record }] of kept) {
			if (records.some((other) => other.since === since)) continue;
			kept.delete(since);
			memory.forget(record);
		}
	};
	const planTick = () => {
		const next = nextDue(state);
		if (next === due) return;
		cancelDue?.();
		due = next;
		if (due === Infinity) return;
		cancelDue = clock.after(Math.max(0, due - clock.now()), () => {
			due = NEVER;
			tell({ type: "tick" });
		});
	};
	const run = (effect) => {
		switch (effect.do) {
			case "log-in":
				agent.loginKey().then(() => tell({ type: "login-ready" }), (error) => tell({
					type: "login-failed",
					problem: { code: codeOf(error) }
				}));
				return;
			case "watch": return watch.start();
			case "unwatch": return watch.stop();
			case "prepare":
				later.push(() => prepare(effect.id, effect.key));
				return;
			case "ask": return ask();
			case "invite-camera": return inviteCamera(effect.id, effect.invitation);
			case "claim": return claim(effect.id, effect.key);
			case "look-up": return lookUp(effect);
			case "open-viewer": return openViewer(effect.key);
			case "find-viewer":
				viewer?.release();
				viewer = teller()?.findViewer(viewerRequest(effect.key));
				return;
			case "move-viewer":
				if (!viewer?.move(effect.key)) tell({
					type: "viewer-closed",
					certain: true
				});
				return;
			case "show-viewer":
				if (!viewer?.show()) tell({
					type: "viewer-closed",
					certain: true
				});
				return;
			case "close-viewer": return viewer?.close();
			case "release-viewer": return viewer?.release();
			case "stop-session":
				Promise.resolve(watch.send("invoke", { func: "GLANCE.Cobrowse.Visitor.stopSession" })).catch(() => void 0);
				return;
			case "tell":
				later.push(() => announce(effect.news));
				return;
			case "refuse": refusals.push(effect.code);
		}
	};
	const announce = (news) => {
		teller()?.tell(news);
		if (news.type === "end") for (const { resolve } of ends.splice(0)) resolve(news.report);
	};
	/** The page has its say; where it has none, the customer is asked in the same turn. */
	const prepare = (id, key) => {
		const prepared = (invitation) => tell({
			type: "prepared",
			id,
			invitation
		});
		const failed = (cause) => tell({
			type: "prepared",
			id,
			failed: { cause }
		});
		try {
			const invitation = teller()?.prepare(key);
			if (!(invitation instanceof Promise)) return prepared(invitation);
			tell({
				type: "preparing",
				id
			});
			invitation.then(prepared, failed);
		} catch (cause) {
			failed(cause);
		}
	};
	/** The question that is on its way by REST: it is not sent twice. */
	let questionSent;
	/** Sends the question that is prepared, now or when the line is open again. */
	const ask = () => {
		const { activity: a } = state;
		if (a?.kind !== "inviting" || a.phase !== "preparing" || !a.invitation) return;
		const { id, invitation } = a;
		if (questionSent === id) return;
		const { func, args } = invitation;
		try {
			const sent = watch.send("invoke", {
				func,
				args
			});
			if (sent === true) tell({
				type: "asked",
				id
			});
			if (typeof sent !== "object") return;
			questionSent = id;
			const done = (arrived) => {
				if (arrived) return tell({
					type: "asked",
					id
				});
				if (questionSent !== id || closing.signal.aborted) return;
				questionSent = void 0;
				cancelAsk?.();
				cancelAsk = clock.after(ASK_AGAIN, ask);
			};
			sent.then(done, () => done(false));
		} catch (cause) {
			tell({
				type: "prepared",
				id,
				failed: { cause }
			});
		}
	};
	const inviteCamera = (id, invitation) => {
		agent.withLoginKey((loginKey) => services.inviteCamera(loginKey, invitation, closing.signal)).then((key) => tell({
			type: "camera-invited",
			id,
			key
		}), (error) => tell({
			type: "camera-failed",
			id,
			reason: codeOf(error)
		}));
	};
	const claim = (id, key) => {
		course ??= new AbortController();
		(teller()?.claim(`${services.origin} ${agent.groupId} ${key}`, course.signal))?.then((mine) => mine && tell({
			type: "claimed",
			id
		}), () => void 0);
	};
	const lookUp = ({ id, key, click, unasked }) => {
		const look = agent.withLoginKey((loginKey) => services.lookUpSession(loginKey, key, closing.signal)).catch((error) => {
			const code = codeOf(error);
			if (code === "auth-clock") tell({
				type: "login-failed",
				problem: { code }
			});
			return "failed";
		});
		const joinedElsewhere = () => !!unasked && agent.sessions.find((other) => other !== self && other.joins(key)) !== void 0;
		const answered = (answer) => tell(joinedElsewhere() ? {
			type: "joined-elsewhere",
			id
		} : {
			type: "looked-up",
			id,
			answer
		});
		if (!click) return void look.then(answered);
		cancelClick?.();
		cancelClick = withinClick(clock, look, answered);
	};
	const openViewer = (sessionKey) => {
		viewer?.release();
		viewer = teller()?.openViewer(viewerRequest(sessionKey));
		if (!viewer) tell({ type: "viewer-blocked" });
	};
	const viewerRequest = (sessionKey) => {
		const { groupId } = agent;
		const { origin } = services;
		const { activity: a, wishes } = state;
		const joined = a?.kind === "joined" ? a : void 0;
		const { labels } = joined ?? wishes ?? {};
		const { viewerName } = joined ?? {};
		const { visitorId } = joined ?? state;
		return {
			origin,
			sessionKey,
			visitorId,
			groupId,
			labels,
			viewerName,
			loginKey: agent.loginKeyAtHand(),
			hear: tell
		};
	};
	/** The seat that speaks for all: the one that asks or began it, else the first in the document. */
	const teller = () => asking ?? began ?? [...seats.keys()].sort((a, b) => a.before(b) ? -1 : 1)[0];
	const see = (seat, seen) => {
		inView[seen ? "add" : "delete"](seat);
		tell({ type: inView.size ? "in-view" : "out-of-view" });
	};
	/** Nobody is there any more to be answered: of one seat, or of all. */
	const dismiss = (waiters, seat) => {
		for (const waiter of waiters.splice(0)) if (seat && waiter.seat !== seat) waiters.push(waiter);
		else waiter.reject(new GlanceError("detached"));
	};
	const request = (seat, event) => {
		const refused = refusals = [];
		asking = seat;
		tell(event);
		asking = void 0;
		const [code] = refused;
		if (code) throw new GlanceError(code);
	};
	const watch = watchPresence(agent, visitorId, tell, ask);
	const self = {
		agent,
		snapshot: () => snapshot,
		busy,
		joins: (key) => state.activity?.key === key || state.takenUp?.record.key === key || taking.size > 0 && [...taking].some((record) => record.key === key),
		attach: (seat) => seats.set(seat, (seats.get(seat) ?? 0) + 1),
		detach: (seat) => {
			const left = (seats.get(seat) ?? 0) - 1;
			if (left > 0) return void seats.set(seat, left);
			const mine = began === seat;
			if (mine && state.activity?.kind === "inviting") tell({ type: "cancel" });
			if (mine) began = void 0;
			dismiss(arrivals, seat);
			dismiss(ends, seat);
			seats.delete(seat);
			see(seat, false);
		},
		see,
		wake: () => {
			tell({ type: "tick" });
			if (state.loginProblem) run({ do: "log-in" });
			watch.wake();
		},
		sleep: (back) => {
			if (!back && state.activity?.kind === "inviting") tell({ type: "cancel" });
			watch.sleep();
		},
		connection: (online, told) => tell(online ? { type: "online" } : {
			type: "offline",
			told
		}),
		takeUp: async (record) => {
			taking.add(record);
			const mine = await memory.take(record);
			const taken = taking.delete(record) && mine;
			if (taken) tell({
				type: "taken-up",
				record
			});
			return taken;
		},
		admit: () => tell({ type: "login-ready" }),
		retry: () => {
			if (snapshot.state === "error" || snapshot.retryPresence) tell({ type: "retry" });
		},
		request,
		follow: (seat, event) => new Promise((resolve, reject) => {
			if (event) request(seat, event);
			const { activity: a } = state;
			if (event?.type === "end") ends.push({
				seat,
				resolve,
				reject
			});
			else if (a?.kind === "joined") resolve(void 0);
			else if (!a) reject(stopped(state.notice));
			else arrivals.push({
				seat,
				resolve,
				reject
			});
		}),
		send: async (...message) => {
			let sent;
			try {
				sent = state.presence === "present" && watch.send(...message);
			} catch (cause) {
				throw new GlanceError("config-invalid", { cause });
			}
			if (!await sent) throw new GlanceError("not-present");
		},
		close: () => {
			tell({ type: "cancel" });
			if (state.calledOff) agent.calledOff.set(visitorId, state.calledOff);
			dismiss(arrivals);
			dismiss(ends);
			closing.abort();
			course?.abort();
			watch.stop();
			if (state.activity?.kind === "joined") viewer?.part();
			else viewer?.release();
			for (const record of [...taking, ...[...kept.values()].map(({ record }) => record)]) memory.release(record);
			taking.clear();
			cancelDue?.();
			cancelClick?.();
			cancelAsk?.();
		}
	};
	return self;
};
/** Why what was asked for has come to nothing: what failed, or what the notice says. */
var stopped = (notice) => new GlanceError(notice?.reason ?? "cancelled", { cause: notice?.code });
// src/viewer/fields.ts
/** The viewer's page and what it is told, by POST: names in capitals (traces 2.5; services 8). */
var viewerForm = (target, agent) => ({
	action: address(target),
	fields: Object.fromEntries(Object.entries({
		...told(target, agent),
		...credentials(target)
	}).map(([name, value]) => [name.toUpperCase(), value]))
});
/** The same page as an address, where the agent signs in at Glance (services 8). */
var viewerUrl = (target, agent) => url(target, {
	...told(target, agent),
	...group(target)
});
/** With the login key: only for the page's own opener, whose contract says so. */
var viewerUrlWithKey = (target, agent) => url(target, {
	...told(target, agent),
	...credentials(target)
});
var address = ({ origin }) => `${origin}/agentjoin/AgentView.aspx`;
var url = (target, fields) => `${address(target)}?${new URLSearchParams(fields).toString()}`;
var told = ({ sessionKey, labels }, { name, email, phone, video }) => given$1({
	SessionKey: sessionKey,
	Wait: "1",
	agentVideo: video === void 0 ? video : video ? "1" : "0",
	name,
	email,
	phone,
	origin: labels?.origin,
	xid: labels?.externalId
});
var credentials = (target) => {
	const { loginKey } = target;
	return loginKey ? {
		loginkey: loginKey.key,
		partnerid: loginKey.groupId,
		partneruserid: loginKey.partnerUserId
	} : group(target);
};
/** Which group's sign-in it is, without credentials. */
var group = ({ groupId }) => given$1({ groupid: groupId });
var given$1 = (fields) => Object.fromEntries(Object.entries(fields).filter((field) => !!field[1]));
// src/viewer/post.ts
/**
* Posts the form into the window or frame of this name. Its fields are handed over while it is being sent and are
* in the page at no time: not for whoever records what changes in it, and in no address or history.
* @param root connected, since a form that is not never sends; the element's own shadow root
*/
var post = (root, target, { action, fields }) => {
	const document = root.ownerDocument;
	if (!document || !root.isConnected) return false;
	const form = document.createElement("form");
	form.method = "post";
	form.action = action;
	form.target = target;
	form.hidden = true;
	form.acceptCharset = "utf-8";
	form.addEventListener("formdata", ({ formData }) => {
		for (const [name, value] of Object.entries(fields)) formData.append(name, value);
	});
	root.appendChild(form);
	try {
		form.submit();
	} catch {}
	form.remove();
	return true;
};
/** Opens a window, or finds the one of this name; nothing when the browser refused. */
var openNamed = (view, name, features, address = "") => {
	try {
		return view.open(address, name, features);
	} catch {
		return null;
	}
};
/** Never a constant name: it would take over another button's viewer. */
var ownName = (view) => `glance-${view.crypto.getRandomValues(/* @__PURE__ */ new Uint32Array(3)).join("-")}`;
// src/viewer/watch.ts
/** A viewer that seemed closed within this time and never spoke may only have been cut off. */
var CUT = 1e4;
/**
* Who holds a window: the number of a watch; below zero, the moment at which it was let go. So two
* watches never hear the same window, and a viewer that was let go is not taken for another that
* was opened before.
*/
var holders = /* @__PURE__ */ new WeakMap();
var turn = 0;
/** Windows of viewers that are open while no button shows their session, by name. */
var parted = /* @__PURE__ */ new Map();
/** One of them, which is somebody's again from here on. */
var partedFrom = (name) => {
	const found = parted.get(name);
	for (const [other, holder] of parted) if (other === name || holder.gone()) parted.delete(other);
	return found;
};
/** Whether a viewer of ours is in it. */
var isHeld = (source) => (holders.get(source) ?? 0) > 0;
/** Hears what the viewer of a request says, and notices when it goes, until it is closed or released. */
var watchViewer = (place, request) => {
	const { view, clock, read, agent } = place;
	const { hear } = request;
	const from = new WeakRef(place.root);
	const id = ++turn;
	let held;
	/** All that is listened to, until the watch is over. */
	const listening = new AbortController();
	let heldSince = 0;
	let heard = false;
	let cancel = () => void 0;
	const hold = (holder) => {
		held = holder;
		heldSince = clock.now();
		holders.set(holder.source, id);
		try {
			view.addEventListener("securitypolicyviolation", onForbidden, listening);
		} catch {}
		holder.frame?.addEventListener("load", look, listening);
		cancel = clock.after(VIEWER_CLOSED, look);
		hear({
			type: "viewer-opened",
			...holder.name && { name: holder.name }
		});
	};
	const onMessage = ({ source, origin, data }) => {
		if (origin !== request.origin) return;
		const said = read(data);
		if (!said) return;
		if (!held && isOurs(source)) hold(inWindow(source));
		if (!source || holders.get(source) !== id) return;
		heard = true;
		hear(said);
	};
	/** Told after the fact: the browser leaves a blank window, or a page of its own in the frame. */
	const onForbidden = ({ disposition, effectiveDirective, blockedURI }) => {
		const forbids = effectiveDirective === "form-action" || effectiveDirective === "frame-src" && held?.frame;
		const ours = URL.canParse(blockedURI) && new URL(blockedURI).origin === request.origin;
		if (heard || disposition !== "enforce" || !forbids || !ours) return;
		const blank = held;
		release();
		blank?.close?.();
		hear({
			type: "viewer-closed",
			certain: true
		});
		hear({
			type: "viewer-blocked",
			reason: "csp-blocked"
		});
	};
	/** Whether a window without a handle must be the one: it is a top window, this page has opened it, and it is free. */
	const isOurs = (source) => {
		try {
			const { top, opener } = source;
			const letGo = -(holders.get(source) ?? 0);
			return top === source && opener === view && letGo >= 0 && letGo < id;
		} catch {
			return false;
		}
	};
	const isThere = () => !!held && holders.get(held.source) === id && !held.gone();
	const look = () => {
		cancel();
		if (!held) return;
		if (isThere()) {
			cancel = clock.after(VIEWER_CLOSED, look);
			return;
		}
		const certain = !!held.frame || heard || clock.now() - heldSince > CUT;
		release();
		hear({
			type: "viewer-closed",
			certain
		});
	};
	const release = (keep = false) => {
		const lost = !isThere();
		listening.abort();
		cancel();
		const was = held;
		held = void 0;
		if (!was) return;
		if (holders.get(was.source) !== id) return;
		holders.set(was.source, -++turn);
		if (!keep || lost) was.restore?.(lost);
		else if (was.name && !was.frame) {
			partedFrom(was.name);
			parted.set(was.name, was);
		}
	};
	view.addEventListener("message", onMessage, listening);
	view.addEventListener("focus", look, listening);
	return {
		hold,
		idle: () => !held && !listening.signal.aborted,
		viewer: {
			show: () => {
				const shown = isThere();
				if (shown) held?.show();
				return shown;
			},
			move: (sessionKey) => {
				const root = isThere() && from.deref();
				return !!root && !!held?.name && post(root, held.name, viewerForm({
					...request,
					sessionKey
				}, agent));
			},
			close: () => {
				const was = isThere() ? held : void 0;
				release();
				was?.close?.();
			},
			release: () => release(),
			part: () => release(true)
		}
	};
};
/** The viewer of a request that has been opened; nothing where it could not be. */
var opened = (place, request, holder) => {
	if (!holder) return void 0;
	const { hold, viewer } = watchViewer(place, request);
	hold(holder);
	return viewer;
};
var inWindow = (source, name) => ({
	source,
	name,
	gone: () => source.closed,
	show: () => source.focus(),
	close: () => source.close()
});
// src/viewer/frame.ts
/** Opens the viewer in a frame that is in the page. `own`: it was made for this viewer, and goes with it. */
var openInFrame = (place, frame, { own }, request) => opened(place, request, postToFrame(place, frame, own, request));
var postToFrame = ({ view, root, agent }, frame, own, request) => {
	const name = ownName(view);
	const { contentWindow } = frame;
	if (!contentWindow || isHeld(contentWindow)) {
		if (own) frame.remove();
		return;
	}
	if (!own) names.set(frame, frame.name);
	rename(frame, name);
	const source = frame.contentWindow;
	if (source && post(root, name, viewerForm(request, agent))) return named$1(frame, source, name, own, request.origin);
	restore(frame, name, own, true);
};
/** The viewer that is in a frame of the page already, opened under this name; nothing where it is not. */
var adoptFrame = (frame, name, origin) => frame.name === name && frame.contentWindow && !frame.contentDocument ? named$1(frame, frame.contentWindow, name, false, origin) : void 0;
var named$1 = (frame, source, name, own, origin) => ({
	...inFrame(frame, source, origin),
	name,
	restore: (lost) => restore(frame, name, own, lost)
});
/** What the page calls its frames that have a viewer in them. */
var names = /* @__PURE__ */ new WeakMap();
var restore = (frame, name, own, lost) => {
	if (own) frame.remove();
	else rename(frame, frame.name === name ? names.get(frame) ?? "" : frame.name, !lost);
};
/** A viewer in a frame. A frame that is taken out or moved has lost it: its window is another afterwards. */
var inFrame = (frame, source, origin) => {
	let shown = false;
	return {
		source,
		frame,
		gone: () => {
			if (frame.contentWindow !== source) return true;
			const { contentDocument } = frame;
			const shows = !contentDocument || contentDocument.URL.startsWith(`${origin}/`);
			const lost = shown && !shows;
			shown ||= shows;
			return lost;
		},
		show: () => {
			frame.scrollIntoView({ block: "nearest" });
			frame.focus();
		}
	};
};
/**
* A frame in the page keeps the name it went in with (Chromium), unless its window is told another, which
* a page of another origin does not allow. Then it goes in anew, and loads what the page's markup says.
* @param anew in any case, so that what is in it goes, and what is still on its way there
*/
var rename = (frame, name, anew = false) => {
	frame.name = name;
	try {
		if (!anew && frame.contentWindow) {
			frame.contentWindow.name = name;
			return;
		}
	} catch {}
	frame.parentNode?.insertBefore(frame, frame);
};
/** A frame for a viewer, not yet in the page. */
var makeFrame = (document, title, origin) => {
	const frame = document.createElement("iframe");
	frame.title = title;
	frame.setAttribute("part", "viewer");
	frame.allow = [
		"camera",
		"microphone",
		"display-capture",
		"fullscreen",
		"clipboard-write"
	].map((feature) => `${feature} ${origin}`).join("; ");
	return frame;
};
/** The page's frame of this id, in the nearest root that has one; not one in which another viewer is. */
var findFrame = (from, id) => {
	for (let node = from; node;) {
		const root = node.getRootNode();
		const found = root.getElementById?.(id);
		if (found?.localName === "iframe") {
			const frame = found;
			return frame.contentWindow && isHeld(frame.contentWindow) ? void 0 : frame;
		}
		node = root.host;
	}
};
// src/viewer/own.ts
/** The page opens the viewer itself; what it returns is the viewer's window or frame. */
var openByPage = (place, openwindow, request) => {
	const { hold, viewer } = watchViewer(place, request);
	let returned = null;
	try {
		returned = openwindow(viewerUrlWithKey(request, place.agent));
	} catch (error) {
		place.view.reportError(error);
	}
	if (returned === null) {
		viewer.release();
		return;
	}
	if (isWindow(returned)) hold(inWindow(returned));
	else if (isFrame(returned) && returned.contentWindow) {
		const frame = returned;
		hold({
			...inFrame(frame, returned.contentWindow, request.origin),
			close: () => {
				frame.src = "about:blank";
			}
		});
	} else {
		request.hear({ type: "viewer-opened" });
		request.hear({
			type: "viewer-closed",
			certain: false
		});
	}
	return viewer;
};
var openLater = (place, request) => {
	const { viewer, idle, hold } = watchViewer(place, request);
	return {
		viewer,
		open: (target) => {
			const holder = idle() ? postInto(place, target, request) : void 0;
			if (holder) hold(holder);
			return !!holder;
		}
	};
};
var postInto = (place, target, request, known) => {
	const { view, root, agent } = place;
	if (typeof target === "string") {
		const name = /^(_|$)/.test(target) ? ownName(view) : target;
		return postInto(place, openNamed(view, name), request, name);
	}
	if (isFrame(target)) return postToFrame(place, target, false, request);
	if (!isWindow(target) || target === view || target.closed) return void 0;
	let name = known;
	try {
		const frame = target.frameElement;
		if (frame) return postInto(place, frame, request);
		name ??= target.name ||= ownName(view);
	} catch {}
	if (!name || !post(root, name, viewerForm(request, agent))) return void 0;
	target.focus();
	return inWindow(target, name);
};
var isObject = (value) => typeof value === "object" && value !== null;
/** By something that can be asked of windows of any origin. */
var isWindow = (value) => isObject(value) && "closed" in value;
var isFrame = (value) => isObject(value) && !isWindow(value) && "contentWindow" in value;
// src/viewer/again.ts
/**
* Finds the viewer of a session again that was open before this button was there. In the same page it is
* still at hand; after a reload a window is found when it speaks, or by its name in the agent's next click.
* @param frame the page's, where the viewer may be
*/
var findViewer$1 = (place, frame, request) => {
	const { hold, viewer } = watchViewer(place, request);
	const { viewerName } = request;
	const holder = viewerName && (partedFrom(viewerName) ?? (frame && adoptFrame(frame, viewerName, request.origin)));
	if (holder && !holder.gone()) hold(holder);
	return viewer;
};
// src/viewer/window.ts
/** A window of its own, of the vendor's size (traces 2.5). */
var WINDOW = "popup,width=800,height=800,left=10,top=10";
/** Opens the viewer in a tab or window of its own, at once: later the browser would not allow it. */
var openInWindow = (place, features, request) => {
	const { view, root, agent } = place;
	const { viewerName } = request;
	const name = viewerName ?? ownName(view);
	const window = root.isConnected && openNamed(view, name, features);
	if (!window) return void 0;
	if (!(!!viewerName && !isBlank(window)) && !post(root, name, viewerForm(request, agent))) {
		window.close();
		return;
	}
	window.focus();
	return opened(place, request, inWindow(window, name));
};
/** Whether a window shows nothing yet: one that is found by its name shows a page of another origin. */
var isBlank = (window) => {
	try {
		return window.location.href === "about:blank";
	} catch {
		return false;
	}
};
/** What a window is opened with: what the page asks for, but never what takes the handle away or makes it a tab. */
var windowFeatures = (asked = "") => {
	const kept = asked.replace(/\bno(opener|referrer)\b(\s*=[\s=]*[^\s,=]*)?[\s,]*/gi, "").trim();
	if (!kept) return WINDOW;
	return /(width|height)\s*=/i.test(kept) && !/popup\s*=|menubar/i.test(kept) ? kept : `${kept},popup`;
};
// src/element/page.ts
/** The page, as the session's parts are given it. */
var clock = {
	now: () => Date.now(),
	after: (ms, fire) => {
		const timer = setTimeout(fire, Math.min(ms, 2147483647));
		return () => clearTimeout(timer);
	},
	hidden: () => document.hidden,
	random: () => Math.random()
};
/** Calls at every full second while the page is seen. @returns stops it */
var onSecond = (tell) => {
	const stopped = new AbortController();
	let timer;
	const next = () => {
		clearTimeout(timer);
		tell();
		if (!document.hidden) timer = setTimeout(next, 1e3 - Date.now() % 1e3);
	};
	document.addEventListener("visibilitychange", next, stopped);
	next();
	return () => {
		clearTimeout(timer);
		stopped.abort();
	};
};
/** Calls when the page is seen, restored or online again, after which timers may have slept. */
var onWake = (tell, signal) => {
	const shown = () => {
		if (!document.hidden) tell();
	};
	document.addEventListener("visibilitychange", shown, { signal });
	const back = ({ persisted = true }) => {
		if (persisted) tell();
	};
	for (const type of ["pageshow", "online"]) window.addEventListener(type, back, { signal });
};
/** Calls when the page goes. @param tell with whether it may be kept by the browser, and come back as it was */
var onSleep = (tell, signal) => window.addEventListener("pagehide", ({ persisted }) => tell(persisted), { signal });
/** Calls when the browser finds a network, or loses it. */
var onConnection = (tell, signal) => {
	for (const type of ["online", "offline"]) window.addEventListener(type, () => tell(type === "online"), { signal });
};
var isOffline = () => !navigator.onLine;
/** What the page's Content Security Policy has blocked, also of others: directive and host, never an address. */
var blocked = /* @__PURE__ */ new Set();
var MOST_BLOCKED = 20;
/** Notes what the page's Content Security Policy forbids. @returns whether it has forbidden calls of an address */
var noteForbidden = (signal) => {
	const origins = /* @__PURE__ */ new Set();
	const note = ({ disposition, effectiveDirective, blockedURI }) => {
		if (disposition !== "enforce") return;
		const url = URL.canParse(blockedURI) ? new URL(blockedURI) : void 0;
		if (blocked.size < MOST_BLOCKED) blocked.add(`${effectiveDirective} ${url ? url.host : blockedURI}`.trim());
		if (url && effectiveDirective === "connect-src") origins.add(url.origin);
	};
	try {
		document.addEventListener("securitypolicyviolation", note, { signal });
	} catch {}
	return (url) => origins.has(new URL(url).origin);
};
/**
* Whether this tab is the one that holds a name; it holds it until `over`. Without locks every tab is.
* @param wait how long another tab that holds it is waited for
*/
var claim = (name, over, wait) => new Promise((resolve, reject) => {
	const { locks } = navigator;
	if (!locks) return resolve(true);
	const late = new AbortController();
	const cancel = wait === void 0 ? void 0 : clock.after(wait, () => late.abort());
	const how = wait === void 0 ? { ifAvailable: true } : { signal: AbortSignal.any([late.signal, over]) };
	locks.request(`glance-join ${name}`, how, (lock) => {
		cancel?.();
		resolve(!!lock);
		return new Promise((release) => {
			if (!lock || over.aborted) release();
			over.addEventListener("abort", () => release());
		});
	}).catch((error) => late.signal.aborted ? resolve(false) : reject(error)).finally(() => cancel?.());
});
/** Without an answer from the observer within this time, as in a background tab, it is measured. */
var OBSERVER_SILENT = 1e3;
var watched = /* @__PURE__ */ new Map();
/** Those the observer has not told of yet. */
var untold = /* @__PURE__ */ new Set();
var cancelMeasuring;
var observer$1;
/** Tells whether an element is in view, now and whenever it changes. @returns stops it */
var onView = (element, tell) => {
	observer$1 ??= new IntersectionObserver((entries) => tellAll(entries.map(({ target, isIntersecting }) => [target, isIntersecting || isHidden(target)])));
	watched.set(element, tell);
	untold.add(element);
	cancelMeasuring ??= clock.after(OBSERVER_SILENT, measure);
	observer$1.observe(element);
	return () => {
		if (!watched.delete(element)) return;
		isTold(element);
		observer$1?.unobserve(element);
		if (watched.size > 0) return;
		observer$1?.disconnect();
		observer$1 = void 0;
	};
};
var measure = () => {
	cancelMeasuring = void 0;
	tellAll([...untold].map((element) => [element, isHidden(element) || isInWindow(element)]));
};
/** All are looked at before one of them acts on it: a look at a page that has changed costs a layout of the whole. */
var tellAll = (views) => {
	for (const [element, inView] of views) {
		isTold(element);
		watched.get(element)?.(inView);
	}
};
var isTold = (element) => {
	untold.delete(element);
	if (untold.size > 0) return;
	cancelMeasuring?.();
	cancelMeasuring = void 0;
};
/** Without any box it is hidden by the page, not scrolled away: it keeps watching. */
var isHidden = (element) => element.getClientRects().length === 0;
var isInWindow = (element) => {
	const { top, right, bottom, left } = element.getBoundingClientRect();
	return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
};
// src/element/memory.ts
/**
* The sessions of one agent, kept in this tab's session storage. A tab that is duplicated gets a copy of
* that: the lock each record is held under, by the tab that shows it, keeps it from being reported twice.
* Where the page may use no storage nothing is kept, and nothing else is different.
* @param agent what tells the agent from others
*/
var createMemory = (agent) => {
	const prefix = `glance-join ${agent} `;
	const nameOf = ({ key, since }) => `${prefix}${key} ${since}`;
	/** What this page shows, each with what gives its lock back. */
	const shown = /* @__PURE__ */ new Map();
	/** What it does not, read once: only this tab writes there. */
	const left = new Map(Object.keys(storage() ?? {}).filter((name) => name.startsWith(prefix)).map((name) => [name, readRecord(storage()?.getItem(name) ?? null)]));
	const show = (name, wait) => {
		const over = new AbortController();
		shown.set(name, over);
		left.delete(name);
		return claim(name, over.signal, wait);
	};
	const hide = (name) => {
		shown.get(name)?.abort();
		shown.delete(name);
	};
	const forget = (record) => {
		hide(nameOf(record));
		storage()?.removeItem(nameOf(record));
	};
	return {
		left: () => [...left.values()].filter((record) => record !== void 0),
		keep: (record) => {
			const name = nameOf(record);
			if (!shown.has(name)) show(name).catch(() => void 0);
			try {
				storage()?.setItem(name, JSON.stringify(record));
			} catch {}
		},
		forget,
		take: async (record) => {
			const mine = await show(nameOf(record), TAKE_UP).catch(() => true);
			if (!mine) forget(record);
			return mine;
		},
		release: (record) => {
			hide(nameOf(record));
			left.set(nameOf(record), record);
		}
	};
};
/** Nothing where the page may not use it, as in some sandboxed frames. */
var storage = () => {
	try {
		return sessionStorage;
	} catch {
		return;
	}
};
// src/element/sign-in.ts
/** Signs in through a hidden frame, which needs nothing of the agent. @throws GlanceError `saml-failed`, `detached` */
var signInHidden = (address, read, signal) => {
	const frame = document.createElement("iframe");
	frame.hidden = true;
	frame.src = address;
	const over = new AbortController();
	return new Promise((resolve, reject) => {
		const fail = () => reject(new GlanceError("saml-failed"));
		const cancel = clock.after(SAML, fail);
		over.signal.addEventListener("abort", cancel);
		signal.addEventListener("abort", fail, over);
		document.body.append(frame);
		hear(frame.contentWindow, address, read, over.signal, (data) => data === void 0 ? fail() : resolve(data));
	}).finally(() => {
		over.abort();
		frame.remove();
	});
};
/**
* Signs in through a window that the agent's click has opened.
* @param done gets what it tells; nothing when it failed, or was closed without a word
*/
var signInWindow = (opened, address, read, signal, done) => {
	const over = new AbortController();
	const end = (data) => {
		over.abort();
		opened.close();
		done(data);
	};
	signal.addEventListener("abort", () => over.abort(), over);
	hear(opened, address, read, over.signal, end);
	window.addEventListener("focus", () => opened.closed && end(), over);
};
/** Only from that window, and only of Glance's own page. */
var hear = (from, address, read, signal, tell) => {
	const { origin } = new URL(address);
	const listen = (event) => {
		const said = event.source === from && event.origin === origin ? read(event.data) : void 0;
		if (said) tell(said.data);
	};
	window.addEventListener("message", listen, { signal });
};
// src/element/strings/en.ts
/**
* Every text of the element, in English. Plain data: another language is another such object, in
* src/element/locales/. `{}` is filled in: with attribute names, the session's customer, its key, or their page.
*/
var en = {
	join: "Join",
	key: "Key",
	enterKey: "Enter key",
	cancel: "Cancel",
	leave: "Leave",
	leaveAbout: "The session goes on",
	end: "End",
	endAbout: "For the customer too",
	retry: "Try again",
	close: "Close",
	sessionKey: "Session key",
	connect: "Connect",
	keyHint: "The customer starts a session and reads it out.",
	keySignIn: "You will sign in at Glance.",
	camera: "Invite a phone’s camera",
	phone: "Phone number",
	send: "Send",
	phoneHint: "It gets a link by text message.",
	problem: {
		key: {
			empty: "Session key missing",
			malformed: "Only letters, digits and _ ~ . -"
		},
		phone: {
			empty: "Phone number missing",
			malformed: "Not a phone number"
		}
	},
	viewer: "The customer’s page",
	/** What Glance calls a session that is no cobrowse. */
	callType: {
		screenshare: "Screen share",
		video: "Video",
		camera: "Camera"
	},
	/**
	* What is said, its parts divided by bars.
	*
	* By state: the main button where it is not "Join" | the few words beside it where there is no
	* page, customer or key to name | the sentence that describes it and is spoken, where those two
	* are not enough.
	*/
	said: {
		unconfigured: "Not set up",
		idle: "|With a key",
		refused: "|No presence",
		connecting: "|Connecting…",
		absent: "|Not on the site",
		present: "|On the site|The customer is on the site. {}",
		preparing: "Preparing…",
		sent: "Asking…",
		displayed: "Deciding…",
		accepted: "Starting…||The customer accepted.",
		waiting: "Waiting…",
		sending: "Sending…|Text message|Sending the text message.",
		camera: "Waiting…|Camera|Waiting for the phone’s camera.",
		joinable: "Open viewer||Session {} is running.",
		"in-session": "Show viewer||Session {} is open.",
		ending: "Ending…",
		error: "Try again|No sign-in",
		"sign-in": "Sign in|At Glance",
		declined: "The customer declined.",
		"no-answer": "The customer did not answer.",
		"late-accept": "The customer accepted.",
		"customer-arrived": "The customer is on the site.",
		"customer-away": "The customer looked away.",
		"session-failed": "The session did not start.",
		"session-other-key": "The customer started a session. Ask for its key.",
		"popup-blocked": "The browser blocked the viewer. Press Open viewer.|Allow pop-ups for this page.",
		"no-such-session": "Session {} has not started.",
		"session-ended": "The session ended.",
		"session-missed": "The session ended before you joined.",
		"end-unconfirmed": "The session did not end.",
		resumed: "The session is running.",
		offline: "You are offline.",
		"presence-degraded": "News of the customer comes late.|Allow Glance’s web sockets, in connect-src and in proxies.",
		"presence-unavailable": "Cannot see the customer. Keys still work.",
		"visitorid-invalid": "Cannot see the customer. Keys still work.|Check visitorid.",
		"sms-failed": "The text message was not sent.",
		"config-missing": "{} missing",
		"config-invalid": "{} not valid",
		"auth-timeout": "Sign-in failed.|authurl is too slow.",
		"auth-unreachable": "Sign-in failed.|Check authurl, CORS and connect-src.",
		"auth-refused": "Sign-in failed.|Check puid, groupid and API key.",
		"auth-redirected": "Sign in to this page again.|authurl must not redirect.",
		"auth-bad-reply": "Sign-in failed.|authurl must return loginKey.",
		"auth-clock": "Sign-in failed.|Check its clock.",
		"saml-failed": "Sign in at Glance.",
		"origin-not-allowed": "Glance does not know this page.|Allow it under Settings > Cobrowse Settings > CRM and Chat Integration.",
		"csp-blocked": "This page’s security policy is in the way.|Allow authurl and Glance in its CSP: connect-src, form-action, frame-src.",
		"presence-disabled": "Presence is off.|Ask Glance to turn it on.",
		"lookup-failed": "Glance did not answer.",
		"presession-failed": "This page stopped the invitation."
	}
};
// src/element/strings/index.ts
/** These texts, with those put in their place that are given. What stands behind their last bar stays as it was. */
var replaced = (texts, given) => Object.fromEntries(Object.entries(texts).map(([name, text]) => {
	const own = given?.[name];
	if (typeof text === "object") return [name, replaced(text, own)];
	if (typeof own !== "string") return [name, text];
	return [name, [own, ...text.split("|").slice(own.split("|").length)].join("|")];
}));
/** The word on the main button, where it is not "Join". */
var mainLabel = (snapshot, strings) => faced(snapshot, strings)[0];
/** The few words beside it. */
var statusWords = (snapshot, strings) => {
	const { state, problem } = snapshot;
	if (state === "unconfigured" && problem) return problemMessage(problem, strings);
	const about = subject(snapshot, strings);
	return state === "present" && about || faced(snapshot, strings)[1] || about;
};
/** What the state means: the button's description, and what is spoken. */
var statusSentence = (snapshot, strings) => {
	const [label, , sentence] = faced(snapshot, strings);
	return sentence ?? `${label} ${statusWords(snapshot, strings)}`;
};
var faced = (snapshot, strings) => {
	const { state, phase, ending, viewerLost, retryPresence, camera, sessionKey, problem } = snapshot;
	return said(ending ? "ending" : viewerLost ? "joinable" : state === "idle" && retryPresence ? "refused" : camera ? sessionKey ? "camera" : "sending" : needsSignIn(problem) ? "sign-in" : phase ?? state, strings, subject(snapshot, strings));
};
/** Whether only the agent's own signing in at Glance helps. */
var needsSignIn = (problem) => problem?.code === "saml-failed";
/** What the state is about: the customer's page (host and path), the customer, or the key; and what kind of session. */
var subject = ({ state, visitor, visitorId, sessionKey = "", callType = "" }, strings) => {
	if (state === "present") return (visitor?.page ?? "").replace(/^\w+:\/\//, "");
	if (state === "waiting") return sessionKey;
	const name = callType.toLowerCase();
	const kinds = strings.callType;
	const kind = Object.hasOwn(kinds, name) && kinds[name];
	return (visitorId ?? sessionKey) + (kind ? ` · ${kind}` : "");
};
var problemMessage = ({ code, settings }, strings) => strings.errorMessage || said(code, strings, settings?.join(", ") ?? strings.sessionKey)[0];
var problemHint = ({ code }, strings) => said(code, strings)[1];
/** The notice's sentence, followed by why where that is known. */
var noticeMessage = ({ code, subject, reason }, strings) => {
	const [sentence] = said(code, strings, subject);
	const why = reason && said(reason, strings)[0];
	return why ? code === "popup-blocked" ? why : `${sentence} ${why}` : sentence;
};
var noticeHint = ({ code, reason }, strings) => said(reason ?? code, strings)[1];
/** The parts of what is said. What only developers meet is its own code, spelled out. */
var said = (code, strings, subject = "") => (strings.said[code] ?? code.replaceAll("-", " ")).split("|").map((sentence) => sentence.replace("{}", () => subject));
/** `0:07`, `12:34`, `1:02:03`; never runs below zero when two clocks differ. */
var duration = (since, now) => {
	const seconds = Math.max(0, Math.floor((now - since) / 1e3));
	const hours = Math.floor(seconds / 3600);
	const rest = (/* @__PURE__ */ new Date(seconds * 1e3)).toISOString().slice(14, 19);
	return hours ? `${hours}:${rest}` : rest.replace(/^0/, "");
};
// src/element/surroundings.ts
/** What the browser tells of the page, now. */
var surroundings = () => {
	const { frameElement, isSecureContext, crossOriginIsolated, origin, parent } = window;
	const { onLine, userAgent } = navigator;
	const sandbox = frameElement?.getAttribute("sandbox")?.split(/\s+/);
	const lacks = sandbox ? NEEDED.filter((name) => !sandbox.includes(name)).join(", ") : origin === "null" && "allow-same-origin";
	const seen = [
		[true, origin],
		[parent !== window, "framed"],
		[
			lacks,
			`sandbox without ${lacks}`,
			"Add that to the sandbox."
		],
		[
			crossOriginIsolated,
			"isolated",
			"Viewers are cut off: change Cross-Origin-Opener-Policy."
		],
		[
			!isSecureContext,
			"not secure",
			"Use https."
		],
		[
			!onLine,
			"offline",
			"Go online."
		],
		[
			!storage(),
			"no session storage",
			"Allow session storage."
		],
		[!("locks" in navigator), "no locks"],
		[document.hidden, "hidden"],
		[true, userAgent]
	].filter(([is]) => is);
	return {
		origin,
		facts: seen.map(([, fact]) => fact).join(", "),
		hint: seen.flatMap(([, , hint]) => hint ?? []).join(" "),
		blocked: () => new Promise((resolve) => setTimeout(() => resolve([...blocked].join(", "))))
	};
};
/** What a viewer's window needs of a sandbox (platform.md, part 1). */
var NEEDED = [
	"allow-forms",
	"allow-popups",
	"allow-popups-to-escape-sandbox"
];
// src/element/compose.ts
/** The agents of this page, by everything that makes them the same. */
var agents = counted();
/** The login keys that pages have put on their elements. */
var given = /* @__PURE__ */ new WeakMap();
/** The elements that ask for a log. */
var debugging = /* @__PURE__ */ new Set();
/** The log that `debugmode` asks for: one line, or a group with more to it. */
var log = (what, ...details) => {
	if (!debugging.size) return;
	if (!details.some((detail) => typeof detail === "object")) return console.debug([
		"[glance-join]",
		what,
		...details
	].join(" "));
	console.groupCollapsed(`[glance-join] ${what}`);
	console.debug(...details);
	console.groupEnd();
};
/** For the integrator, who looks here first. */
var warn = (what) => {
	warned.add(what);
	console.warn(`[glance-join] ${what}`);
};
/** For what would be said at every change, and of every element. */
var warnOnce = (what) => {
	if (!warned.has(what)) warn(what);
};
/** What the integrator was warned of. */
var warned = /* @__PURE__ */ new Set();
/** The last server whose answer told the time. */
var serverClock;
var network = {
	fetch: (url, init) => fetch(url, init),
	socket: (url) => new WebSocket(url),
	clock,
	hearTime: (host, time) => {
		serverClock = {
			host,
			ahead: time - clock.now()
		};
	},
	log
};
var hold = (configuration, seat) => {
	const { groupId, visitorId, problem, invalidVisitorId } = configuration;
	const agentName = nameOf$1(configuration);
	const name = !problem && visitorId || own();
	const agent = agents.hold(agentName, () => {
		const made = createAgent(groupId, servicesOf(configuration, () => given.get(made), (url) => forbidden(url)), clock, createMemory(JSON.stringify([
			configuration.origin,
			groupId,
			configuration.partnerUserId
		])));
		const { closed } = made;
		const forbidden = noteForbidden(closed);
		onWake(() => made.sessions.all().forEach((session) => session.wake()), closed);
		onSleep((back) => made.sessions.all().forEach((session) => session.sleep(back)), closed);
		onConnection((online) => {
			const all = made.sessions.all();
			const busy = all.filter((session) => session.busy());
			const telling = busy.length ? busy : all.slice(0, 1);
			for (const session of all) session.connection(online, telling.includes(session));
		}, closed);
		return made;
	});
	const start = {
		visitorId,
		problem,
		offline: isOffline(),
		notice: invalidVisitorId ? "visitorid-invalid" : void 0
	};
	return holding({
		agentName,
		configuration
	}, name, seat, () => createSession(agent.thing, start), agent);
};
/** The sessions that ran before any button of this agent was there to show them. */
var leftSessions = ({ session: { agent } }) => agent.memory.left();
/** Another session of the same agent in which this key is joined already, or whose customer's own key it is. */
var holdJoining = (held, sessionKey, seat) => {
	const { session } = held;
	const { agent } = session;
	const name = agent.sessions.find((other) => other !== session && other.joins(sessionKey)) ?? sessionKey;
	const other = agent.sessions.get(name);
	return !other || other === session ? void 0 : holding(held, name, seat, () => other, agents.hold(held.agentName, () => agent));
};
var holding = ({ agentName, configuration }, name, seat, make, agent) => {
	const { thing: session, release } = agent.thing.sessions.hold(name, make);
	session.attach(seat);
	return {
		agentName,
		configuration,
		session,
		release: () => {
			session.detach(seat);
			release();
			agent.release();
		}
	};
};
/** The page has put a login key on an element: it is used from here on, by all of this agent's. */
var give = ({ session: { agent } }, loginKey) => {
	if (given.get(agent) === loginKey) return;
	given.set(agent, loginKey);
	agent.renew();
	agent.loginKey().catch(() => void 0);
	retry(agent);
};
var retry = (agent) => {
	for (const session of agent.sessions.all()) session.retry();
};
/**
* Signs the agent in at Glance, in a window opened by the click that asks for it.
* @returns whether the browser has opened it
*/
var signIn = ({ session, configuration }) => {
	const { origin, groupId, partnerUserId } = configuration;
	const { agent } = session;
	const address = samlAddress(origin, groupId, partnerUserId);
	const opened = openNamed(window, "_blank", "popup,width=520,height=680", address);
	if (opened) signInWindow(opened, address, readSignIn, agent.closed, (data) => {
		const loginKey = readSamlKey(data);
		if (loginKey) agent.renew(loginKey);
		retry(agent);
	});
	return !!opened;
};
/**
* Finds out what does not work, and why.
* @param over the element has left the page
*/
var diagnose = async (held, own, over) => {
	if (!held) return undiagnosed(own.versions, clock.now());
	const { agentName, configuration, session } = held;
	const { origin, method, groupId, authUrl, visitorId } = configuration;
	const agent = agents.hold(agentName, () => session.agent);
	const settings = [
		groupId && `group ${groupId}`,
		origin,
		method,
		authUrl && `authurl at ${new URL(authUrl).host}`,
		`presence ${visitorId ? "on" : "off"}`
	];
	return diagnose$1({
		...configuration,
		...own,
		agent: agent.thing,
		settings: settings.filter(Boolean).join(", "),
		warned: [...warned],
		page: {
			...surroundings(),
			serverClock: () => serverClock
		},
		words: (code) => said(code, en)
	}, over).finally(agent.release);
};
/** Where an element's viewers are opened from. */
var viewerPlace = (root, agent) => ({
	view: window,
	root,
	agent,
	clock,
	read: (message) => {
		const said = readViewerMessage(message);
		log(`viewer: ${said?.type ?? "a message that is none was left out"}`);
		return said;
	}
});
var servicesOf = (configuration, givenKey, forbidden) => {
	const place = {
		...configuration,
		network: {
			...network,
			forbidden
		}
	};
	const source = {
		...configuration,
		loginKey: configuration.given ? givenKey : void 0,
		signIn: (address, signal) => signInHidden(address, readSignIn, signal),
		warn
	};
	const at = (call) => (...rest) => call(place, ...rest);
	return {
		origin: place.origin,
		fetchLoginKey: (...rest) => fetchLoginKey(place, source, ...rest),
		authorize: at(authorize),
		presenceServer: at(presenceServer),
		lookUpVisitor: at(lookUpVisitor),
		lookUpSession: at(lookUpSession),
		inviteCamera: at(inviteCamera$1),
		findVisitor: at(findVisitor),
		signalVisitor: at(signalVisitor),
		openPresence: at(openPresence)
	};
};
/** What makes two elements' agents the same: all but the customer. */
var nameOf$1 = ({ visitorId: _, invalidVisitorId: __, ...same }) => same.problem ? own() : JSON.stringify(same);
/** A name that nobody shares. */
var own = () => `own ${++last$1}`;
var last$1 = 0;
// src/element/announcer.ts
/** What the agent has to hear of: arrival, question, answer, what can be done now. */
var SPOKEN = [
	"present",
	"sent",
	"accepted",
	"waiting",
	"joinable",
	"in-session"
];
/** What is spoken: short, and only what matters. */
var Announcer = class {
	constructor() {
		this.polite = "";
		this.assertive = "";
	}
	follow(before, next, strings) {
		const { state, phase, notice, problem } = next;
		const said = [];
		const entered = state !== before.state || phase !== before.phase;
		const stayed = state === "present" && before.visitor?.present && next.visitorId === before.visitorId;
		if (entered && !stayed && SPOKEN.includes(phase ?? state)) said.push(statusSentence(next, strings));
		if (notice && notice.seq !== before.notice?.seq) said.push(noticeMessage(notice, strings));
		if (said.length) this.polite = again(this.polite, said.join(" "));
		else if (next.visitorId !== before.visitorId) this.polite = "";
		if (state !== "error") this.assertive = "";
		else if (problem && problem.code !== before.problem?.code) this.assertive = problemMessage(problem, strings);
	}
};
/** The same words twice are only spoken twice when the text differs. */
var again = (before, text) => before === text ? `${text}\u00a0` : text;
// src/element/choices.ts
/** Settings that are one of a few words; the first is the default. */
var CHOICES = {
	openlocation: [
		"tab",
		"window",
		"iframe"
	],
	openwhen: ["accepted", "asked"],
	authmethod: [
		"loginkey",
		"samlloginkey",
		"samlpopup"
	],
	uiversion: ["1", "2"]
};
/** Other words for the same. */
var SYNONYMS = {
	flex: "iframe",
	saml: "samlloginkey"
};
/** Reports what is none of its words, before it matters. */
var reportChoices = (settings) => {
	for (const name of Object.keys(CHOICES)) chosen(settings, name);
};
/** What a setting says, in any case; what it cannot say counts as the first, and is reported once. */
var chosen = (settings, name) => {
	const words = CHOICES[name];
	const [first] = CHOICES[name];
	const said = String(settings[name] ?? "").trim().toLowerCase();
	const word = words.find((each) => each === (SYNONYMS[said] ?? said));
	if (!word && said) warnOnce(`${name}="${said}" is none of ${words.join(", ")}: it counts as the first`);
	return word ?? first;
};
// src/element/configuration.ts
/** A key as it is read out and typed: with blanks that are not part of it. */
var toKey = (typed) => plain(typed).replace(/\s+/g, "");
/**
* @param origin what `glancebaseurl` names, where it may name one
* @param authAddress the address `authurl` names, if it may be used
*/
var configure = (settings, method, origin, authAddress) => {
	const saml = method !== "loginkey";
	const given = !saml && !!settings.loginkey;
	const getLoginKey = saml || given ? void 0 : settings.getLoginKey ?? void 0;
	const other = saml || given || !!getLoginKey;
	const authBody = settings.authbody ?? void 0;
	const groupId = text(settings.groupid);
	const partnerUserId = text(settings.puid);
	const visitorId = settings.presence ? text(settings.visitorid) : "";
	const valid = !visitorId || isKey(visitorId);
	const missing = named({
		groupid: !saml && !groupId,
		puid: !partnerUserId,
		authurl: !other && !text(settings.authurl)
	});
	const invalid = named({
		groupid: !/^\d{1,10}$/.test(groupId) && (!!groupId || !saml),
		puid: partnerUserId.length > 255,
		authurl: !other && !authAddress,
		glancebaseurl: !origin
	});
	return Object.freeze({
		origin: origin ?? "",
		method,
		groupId,
		partnerUserId,
		authUrl: other ? void 0 : authAddress,
		authHeaders: other ? void 0 : settings.authheaders ?? void 0,
		authBody: other ? void 0 : authBody,
		authBodyName: other || !authBody ? void 0 : nameOf(authBody),
		getLoginKey,
		getLoginKeyName: getLoginKey && nameOf(getLoginKey),
		given,
		visitorId: valid && visitorId || void 0,
		invalidVisitorId: valid ? void 0 : visitorId,
		problem: missing ? {
			code: "config-missing",
			settings: missing
		} : invalid && {
			code: "config-invalid",
			settings: invalid
		}
	});
};
/** The settings of which something is true, if there are any. */
var named = (settings) => {
	const names = Object.keys(settings).filter((name) => settings[name]);
	return names.length ? names : void 0;
};
var text = (value) => String(value ?? "").trim();
/** What tells one from another: text where it has some, else which it is. */
var nameOf = (value) => {
	if (typeof value === "string" || value instanceof URLSearchParams) return String(value);
	if (Object.getPrototypeOf(value) === Object.prototype) return JSON.stringify(value);
	const number = numbers.get(value) ?? ++last;
	numbers.set(value, number);
	return String(number);
};
var numbers = /* @__PURE__ */ new WeakMap();
var last = 0;
// src/element/desk.ts
var createDesk = ({ element, openViewer, findViewer, prepare, wishes, changed, tell }) => {
	let snapshot = { state: "unconfigured" };
	let held;
	let carried;
	/** Sessions that are over, but have still to be reported. */
	const lingering = /* @__PURE__ */ new Set();
	/** The last notice of a session that was carried and is over. */
	let leftOver;
	let said;
	let notice;
	let seq = 0;
	let stopView;
	let stopTaking;
	/** Aborted when the element leaves. */
	let stay;
	const session = () => {
		const holding = carried ?? held;
		if (!holding) throw new GlanceError("detached");
		leftOver = void 0;
		return holding.session;
	};
	const isActive = ({ session }) => session.snapshot().sessionKey !== void 0;
	/**
	* Takes up what ran before this element was there.
	* @param any also another customer's, which none of their own buttons has taken
	*/
	const takeUp = (any) => {
		if (!held || held.configuration.problem) return;
		const { configuration, session: own } = held;
		for (const record of leftSessions(held)) {
			const { visitorId } = record;
			if ((visitorId ?? configuration.visitorId) === configuration.visitorId && !own.busy()) own.takeUp(record);
			else if (any) {
				const other = hold({
					...configuration,
					visitorId
				}, seat);
				lingering.add(other);
				other.session.takeUp(record).then((taken) => {
					if (taken && lingering.has(other)) other.session.see(seat, true);
					update();
				});
			}
		}
	};
	const update = () => {
		if (carried && !isActive(carried)) {
			leftOver = carried.session.snapshot().notice;
			lingering.add(carried);
			carried = void 0;
		}
		for (const over of lingering) {
			if (!carried && isActive(over) && !(held && isActive(held))) {
				carried = over;
				lingering.delete(over);
			}
			if (over.session.busy()) continue;
			lingering.delete(over);
			queueMicrotask(() => over.release());
		}
		const current = held?.session.snapshot();
		const shown = carried?.session.snapshot() ?? current;
		if (!shown) return;
		const before = snapshot;
		if (said !== (shown.notice ?? leftOver)) {
			said = shown.notice ?? leftOver;
			notice = said && {
				...said,
				seq: ++seq
			};
		}
		snapshot = {
			...shown,
			visitor: current?.visitor,
			notice,
			other: !!carried
		};
		changed(before, snapshot);
	};
	const seat = {
		element,
		openViewer,
		findViewer,
		prepare,
		wishes,
		claim,
		changed: update,
		tell: (news) => {
			tell(news);
			update();
		},
		before: (other) => !!(element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING)
	};
	return {
		snapshot: () => snapshot,
		visitor: () => held?.session.snapshot().visitor,
		request: (event) => {
			const left = leftOver;
			try {
				session().request(seat, event);
			} finally {
				if (left) update();
			}
		},
		follow: async (event) => session().follow(seat, event),
		send: async (...message) => {
			if (!held) throw new GlanceError("detached");
			await held.session.send(...message);
		},
		give: (loginKey) => {
			if (held) give(held, loginKey);
		},
		signIn: () => !!held && signIn(held),
		take: (configuration) => {
			const before = held;
			held = hold(configuration, seat);
			const state = before?.session.snapshot().state;
			if (carried?.session === held.session) {
				carried.release();
				carried = void 0;
			}
			const { visitorId } = configuration;
			if (visitorId && !carried && !isActive(held)) carried = holdJoining(held, visitorId, seat);
			if (before && isActive(before) && state !== "inviting" && !carried) carried = before;
			else if (before && !isActive(before) && before.session.busy()) lingering.add(before);
			else before?.release();
			update();
			stopTaking?.();
			takeUp(false);
			if (leftSessions(held).length) stopTaking = clock.after(TAKE_UP_OTHER, () => takeUp(true));
		},
		watch: (always) => {
			const see = (inView) => held?.session.see(seat, inView);
			stopView?.();
			stopView = always ? void 0 : onView(element, see);
			if (always) see(true);
		},
		join: async (key) => {
			const other = held && !carried && !isActive(held) && holdJoining(held, key, seat);
			if (!other) return session().follow(seat, {
				type: "join",
				key
			});
			carried = other;
			const joins = other.session.joins(key) ? void 0 : {
				type: "join",
				key
			};
			const isLeft = other.session.snapshot().state === "joinable";
			const joined = other.session.follow(seat, isLeft ? { type: "open-viewer" } : joins);
			update();
			return joined;
		},
		diagnose: (own) => diagnose(held, {
			...own,
			sessionKey: snapshot.sessionKey
		}, (stay ??= new AbortController()).signal),
		leave: () => {
			stay?.abort();
			stay = void 0;
			stopView?.();
			stopTaking?.();
			for (const holding of [
				carried,
				held,
				...lingering
			]) holding?.release();
			lingering.clear();
			stopView = carried = held = void 0;
		}
	};
};
// src/element/entry-form.ts
/** States in which a key can be entered. */
var OPEN_IN = [
	"idle",
	"connecting",
	"absent",
	"present",
	"error"
];
/** @param opening the form is being opened: a login key will be needed */
var createEntryForm = (host, opening) => {
	let open;
	const values = {
		key: "",
		phone: ""
	};
	let problem;
	let possible = false;
	let seq = 0;
	/** Whether the field gets the focus once it is on screen. */
	let focus = false;
	const show = (entry) => {
		if (!possible) throw new GlanceError("busy");
		if (!open) opening();
		open = entry;
		problem = void 0;
		focus = true;
		host.requestUpdate();
	};
	const close = () => {
		open = problem = void 0;
		host.requestUpdate();
	};
	return {
		view: (strings) => open && {
			entry: open,
			value: values[open],
			problem: problem && strings.problem[open][problem]
		},
		show,
		close,
		toggle: (entry) => {
			if (open === entry) close();
			else if (possible) show(entry);
		},
		type: (typed) => {
			if (open) values[open] = typed;
			problem = void 0;
			host.requestUpdate();
		},
		submit: (begin) => {
			if (!open) return;
			const entry = open;
			const value = entry === "key" ? toKey(values.key) : values.phone.trim();
			problem = (entry === "key" ? isKey : isPhone)(value) ? void 0 : value ? "malformed" : "empty";
			focus = !!problem;
			host.requestUpdate();
			if (problem) return;
			begin(entry, value).then(() => values[entry] = "", () => void 0);
		},
		follow: ({ state, notice }) => {
			possible = OPEN_IN.includes(state);
			if (open && !possible) close();
			if (possible && !open && notice?.code === "session-other-key" && notice.seq !== seq) open = "key";
			seq = notice?.seq ?? seq;
		},
		rendered: () => {
			if (focus) host.renderRoot.querySelector("#entry")?.focus();
			focus = false;
		}
	};
};
/** Any way to write a number will do (services 11), as long as it could be one. */
var isPhone = (value) => /^[+\d\s()./-]{5,31}$/.test(value) && /(\d\D*){5}/.test(value);
// src/element/invitation.ts
/** Asks by the dialog of the customer's page. */
var DIALOG = "GLANCE.Cobrowse.Visitor.showTerms";
/** The name as it goes to the customer's page, which calls no other (services 5.4); nothing when it may not. */
var invocable = (func) => {
	if (typeof func !== "string") return void 0;
	const name = /^[\w$]+$/.test(func) ? `GLANCE_COBROWSE.Custom.${func}` : func;
	return /^(GLANCE|GLANCE_COBROWSE\.Custom)(\.(?!(__proto__|constructor|prototype)\b)[\w$]+)+$/.test(name) ? name : void 0;
};
/** `custominvoke`, or how the customer is asked without one; nothing when it cannot be called. */
var asking = (custom) => {
	const func = custom ? invocable(custom.func) : DIALOG;
	return func === void 0 ? void 0 : {
		func,
		args: members(custom?.args)
	};
};
/**
* What the page makes of an invitation: first the listeners of `glanceinvite` hear of it, then
* `presessionfunc` does its work. At once where nothing has to be waited for.
* @param fire tells the page; returns false when it does not want the customer to be asked
* @throws what the page's function throws
*/
var prepareInvitation = ({ custominvoke, presessionfunc }, visitorId, fire) => {
	const { func, args } = asking(custominvoke) ?? {
		func: DIALOG,
		args: {}
	};
	const pending = [];
	const waitUntil = (promise) => {
		pending.push(promise);
		Promise.resolve(promise).catch(() => void 0);
	};
	const given = {
		...args,
		sessionKey: keyOf(args, visitorId)
	};
	if (!fire({
		args: Object.freeze(given),
		waitUntil
	})) return void 0;
	if (presessionfunc) pending.unshift(presessionfunc({ ...given }));
	const merge = (results) => {
		const merged = results.reduce((all, result) => ({
			...all,
			...members(result)
		}), args);
		const sessionKey = keyOf(merged, visitorId);
		if (!isKey(sessionKey)) throw new GlanceError("presession-failed", { cause: "sessionKey" });
		return {
			func,
			sessionKey,
			args: {
				...merged,
				sessionKey
			}
		};
	};
	return pending.some(isThenable) ? Promise.all(pending).then(merge) : merge(pending);
};
var keyOf = ({ sessionKey }, visitorId) => typeof sessionKey === "string" || typeof sessionKey === "number" ? String(sessionKey) : visitorId;
var isThenable = (value) => typeof value?.then === "function";
// src/element/language.ts
/** What there are texts for: English in here, of every other a file in dist/locales/. */
var LOCALES = "en ar bg ca cs da de el es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sr sr-Latn sv th tr uk ur vi zh-Hans zh-Hant".split(" ");
/** The texts at hand, English in place of those on their way, and nothing of those that could not be had. */
var texts = /* @__PURE__ */ new Map([["en", en]]);
/** The elements on the page, each with what looks its language up. */
var looks = /* @__PURE__ */ new Map();
var observer;
var createLanguage = (element) => {
	let tag;
	let found = {};
	const look = () => {
		const before = tag;
		tag = void 0;
		for (let node = element; node;) {
			const root = node.getRootNode();
			observer?.observe(root, {
				subtree: true,
				attributeFilter: ["lang"]
			});
			tag ??= node.closest("[lang]")?.getAttribute("lang");
			node = root.host;
		}
		tag ??= "";
		if (tag === before) return;
		found = find(tag);
		const { file } = found;
		if (file && (before === void 0 ? !texts.has(file) : !texts.get(file))) load(file);
		element.requestUpdate();
	};
	return {
		follow: () => {
			observer ??= new MutationObserver(() => looks.forEach((each) => each()));
			looks.set(element, look);
			look();
		},
		release: () => {
			looks.delete(element);
			if (looks.size) return;
			observer?.disconnect();
			observer = void 0;
		},
		strings: (own, errorMessage) => {
			const { locale, file } = found;
			const its = texts.get(file) ?? en;
			return {
				...own ? replaced(its, own) : its,
				locale: own || its !== en || file === "en" ? locale : void 0,
				errorMessage
			};
		}
	};
};
/** What a language tag means, also as Java and PHP write it. */
var find = (tag) => {
	try {
		const locale = new Intl.Locale(tag.replaceAll("_", "-"));
		const { language, script, region } = locale.maximize();
		const spoken = language.replace(/^n[no]$/, "nb");
		return {
			locale,
			file: [
				`${spoken}-${script}`,
				`${spoken}-${region}`,
				spoken
			].find((name) => LOCALES.includes(name))
		};
	} catch {
		return {};
	}
};
var load = async (file) => {
	texts.set(file, en);
	try {
		const { default: its } = await import(
			/* @vite-ignore */
			/* webpackIgnore: true */
			new URL("./locales/" + file + ".js", import.meta.url).href
);
		texts.set(file, replaced(en, its));
		for (const element of looks.keys()) element.requestUpdate();
	} catch {
		texts.set(file, void 0);
	}
};
// src/element/properties.ts
/** True as in HTML, and false for `"false"` in any case: server templates write it, frameworks set it as a property. */
var isOn = (value) => typeof value === "string" ? !/^false$/i.test(value) : !!value;
var boolean = { converter: (value) => value !== null && isOn(value) };
/** As `boolean`, but tells "not set" from "off". */
var optional = { converter: (value) => value === null ? void 0 : isOn(value) };
/** Never an attribute. */
var propertyOnly = { attribute: false };
var SECRET = /authorization|cookie|token|key/i;
/** An object, or JSON in the attribute. Markup is no place for credentials: what looks like one is warned of. */
var object = (name) => ({ converter: (text) => {
	const value = text === null ? null : parse(name, text);
	if (value && name !== "custominvoke" && Object.keys(value).some((member) => SECRET.test(member))) warnOnce(`${name} holds what looks like a credential: set it as a property, not in the markup.`);
	return value;
} });
/** The object of a JSON text; what is none is reported, and counts as not set. */
var parse = (name, text) => {
	const value = json(text);
	if (typeof value === "object" && value) return value;
	warnOnce(`${name} is no JSON object: it counts as not set`);
	return null;
};
// src/element/settings.ts
var BOOLEANS = [
	"presence",
	"eager",
	"autojoin",
	"gicon",
	"camerashare",
	"debugmode",
	"disabled",
	"customopenwindow"
];
/** Names that the React plugin has had for the same, by its tables and its types. */
var ALIASES = {
	opentype: "openlocation",
	presession: "presessionfunc",
	mobilecamerashare: "camerashare",
	mobileCameraShare: "camerashare",
	errorMessage: "errormessage",
	reportingCallback: "reportingcallback",
	reportingOrigin: "reportingorigin",
	reportingExternalId: "reportingexternalid",
	uiVersion: "uiversion",
	getloginkey: "getLoginKey"
};
/** What a page can set. A page moves over by copying the React plugin's props: the names are the same. */
var Settings = class extends LitElement {
	static {
		this.properties = {
			groupid: {},
			puid: {},
			authmethod: {},
			authurl: {},
			authheaders: object("authheaders"),
			authbody: object("authbody"),
			loginkey: propertyOnly,
			getLoginKey: propertyOnly,
			glancebaseurl: {},
			presence: boolean,
			visitorid: {},
			eager: boolean,
			custominvoke: object("custominvoke"),
			presessionfunc: propertyOnly,
			openlocation: {},
			openwhen: {},
			iframeid: {},
			windowfeatures: {},
			openwindow: propertyOnly,
			autojoin: boolean,
			gicon: boolean,
			uiversion: {},
			camerashare: boolean,
			agentname: {},
			agentemail: {},
			agentphone: {},
			agentvideo: optional,
			errormessage: {},
			strings: propertyOnly,
			reportingcallback: propertyOnly,
			reportingorigin: {},
			reportingexternalid: {},
			debugmode: boolean,
			disabled: boolean,
			customopenwindow: boolean,
			languagemanager: propertyOnly
		};
	}
	static get observedAttributes() {
		return [
			...super.observedAttributes,
			"opentype",
			"mobilecamerashare"
		];
	}
	constructor() {
		super();
		this.timesSet = 0;
		for (const name of BOOLEANS) this[name] = false;
		for (const [alias, name] of Object.entries(ALIASES)) {
			if (!Object.hasOwn(this, alias)) continue;
			const value = Reflect.get(this, alias);
			Reflect.deleteProperty(this, alias);
			Reflect.set(this, name, value);
		}
	}
	attributeChangedCallback(name, before, value) {
		super.attributeChangedCallback(ALIASES[name] ?? name, before, value);
	}
	/** @ignore */
	requestUpdate(...change) {
		if (change[0]) this.timesSet++;
		super.requestUpdate(...change);
	}
	/** Frameworks hand what the template says over as properties: `"false"`, `""`, 1, JSON. */
	settle() {
		for (const name of BOOLEANS) if (typeof this[name] !== "boolean") this[name] = isOn(this[name]);
		const video = this.agentvideo;
		if (video !== void 0 && typeof video !== "boolean") this.agentvideo = video === null ? void 0 : isOn(video);
		const objects = this;
		for (const name of ["authheaders", "custominvoke"]) {
			const text = objects[name];
			if (typeof text === "string") objects[name] = parse(name, text);
		}
	}
};
for (const [alias, name] of Object.entries(ALIASES)) Object.defineProperty(Settings.prototype, alias, {
	configurable: true,
	enumerable: true,
	get() {
		return Reflect.get(this, name);
	},
	set(value) {
		Reflect.set(this, name, value);
	}
});
// src/element/styles.ts
/**
* The element is 24em wide in every state, unless the page gives it another width. Sizes are in
* em, so the control grows with the page's font; colours follow `color-scheme`.
*
* What a page may set, on the element or anywhere above it:
*
* @cssprop --glance-join-blue - The main button. `light-dark(#0d6aa8, #3fb2e8)`
* @cssprop --glance-join-on-blue - The label on it. `light-dark(#fff, #012)`
* @cssprop --glance-join-orange - The main button while the customer is on the site or asked. `#f86717`
* @cssprop --glance-join-on-orange - The label on that. `#210`
* @cssprop --glance-join-surface - Behind everything else. `light-dark(#fff, #20252b)`
* @cssprop --glance-join-text - The words on it. `light-dark(#1b2127, #eef2f5)`
* @cssprop --glance-join-line - What is around it, and between. `#8887`
* @cssprop --glance-join-danger - End, and what went wrong. `light-dark(#b3261e, #ff958c)`
* @cssprop --glance-join-radius - The corners. `0.5em`
* @cssprop --glance-join-viewer-height - The viewer inside the element. `40em`
* @cssState framed - Beside the state: the viewer is inside the element.
*/
var styles = css`:host{--_fill:var(--glance-join-blue,light-dark(#0d6aa8,#3fb2e8));--_on-fill:var(--glance-join-on-blue,light-dark(#fff,#012));--_line:var(--glance-join-line,#8887);--_radius:var(--glance-join-radius,.5em);vertical-align:middle;text-align:start;white-space:normal;width:24em;max-width:100%;line-height:1.25;display:inline-block;position:relative}:host([hidden]){display:none}*{box-sizing:border-box}.box{anchor-name:--glance-join;container-type:inline-size}.group,[part=panel]{border-radius:var(--_radius);outline:1px solid var(--_line);outline-offset:-1px;background:var(--glance-join-surface,light-dark(#fff,#20252b));color:var(--glance-join-text,light-dark(#1b2127,#eef2f5));position:relative}.group{--_row:max(2.4em, 28px);height:var(--_row);white-space:nowrap;gap:2px;padding:2px;display:flex}@supports (interpolate-size:allow-keywords){.v1{content-visibility:auto;overflow-clip-margin:1em}}.present,.inviting{--_fill:var(--glance-join-orange,#f86717);--_on-fill:var(--glance-join-on-orange,#210)}.present,.in-session{outline-color:var(--_fill)}button,input{font:inherit;color:inherit;border-radius:max(0px, var(--_radius) - 2px);background:0 0;border:0;margin:0;padding:0 .6em}button{white-space:nowrap;cursor:pointer;justify-content:center;align-items:center;display:flex;&:hover{background-image:linear-gradient(#8883 0 0)}&[aria-disabled]{cursor:default;opacity:.8}}:focus-visible{outline-offset:-3px;outline:2px solid}svg{fill:none;stroke:currentColor;stroke-width:1.6px;vertical-align:-.3em;flex:none;width:1.25em}.fill{background-color:var(--_fill);color:var(--_on-fill);font-weight:600}.main{flex:none;min-width:8.4em;&[aria-disabled]{background:color-mix(in srgb, var(--_fill) 16%, #0000);color:inherit;opacity:1}}[part=icon] svg,::slotted([slot=icon]){margin-inline-end:.4em}.status{flex:auto;align-items:center;gap:.5em;min-width:0;padding-inline:.4em;display:flex}:is(.connecting,.absent,.present,.in-session)>.status:before{content:"";box-sizing:border-box;border:.12em solid;border-radius:50%;flex:none;width:.75em;height:.75em}.connecting>.status:before{border-inline-end-color:#0000}:is(.present,.in-session)>.status:before{color:var(--_fill);background:currentColor}[part=visitor]{text-overflow:ellipsis;flex:auto;width:4em;overflow:hidden}.v1 .said{width:auto}[part=timer]{font-variant-numeric:tabular-nums}.action{flex-wrap:wrap;flex:0 99999 auto;gap:0 .25em;min-width:max(2.2em,24px);padding-inline:.45em;overflow:clip;&>*{align-items:center;height:100%;display:grid}}[part=end],.wrong{color:var(--glance-join-danger,light-dark(#b3261e,#ff958c))}.quiet{color:color-mix(in srgb, currentColor 75%, #0000);font-size:.93em}.v2{flex-wrap:wrap;gap:.5em;height:auto;padding:.75em;& .status{white-space:normal;flex-wrap:wrap;flex:1 0 100%;align-content:center;gap:.1em .5em;min-height:2.7em;padding:0}& [part=visitor]{overflow-wrap:anywhere}& [part=visitor],& [part=timer]{font-weight:600}& [part=details]{flex:1 0 100%}& .since{display:inline-block}& button{height:var(--_row)}& .main{min-width:4em;height:auto;min-height:var(--_row);flex:auto;order:1;padding-block:.2em}& .action{border:1px solid var(--_line);order:2}}iframe{width:100%;height:var(--glance-join-viewer-height,40em);border:0;margin-block-start:.4em;display:block}:host(:state(framed)){width:100%;display:block}@container (width<36em){.host,.v1.in-session.own [part=visitor],.v1.in-session.other [part=timer]{display:none}}@container (width<23.5em){[part=label],.v1 [part=visitor]{white-space:normal;overflow-wrap:anywhere;line-height:1.1}.v1{height:calc(2 * var(--_row));padding-block-start:var(--_row);& .main{height:calc(var(--_row) - 2px);position:absolute;inset:2px 2px auto}& .action{flex-basis:0}& [part=visitor]{max-height:2.2em;font-size:.92em}&.own [part=visitor]:not(:last-child){display:none}}.v2 .action{flex-grow:1}}@container (width<12em){.group{font-size:.85em;& button{padding-inline:.3em}}.v1{& .status{padding-inline:.2em 0}& .action{min-width:max(1.85em,24px)}& [part=visitor]{font-size:.87em}& .status:has(+.action+.action) [part=visitor]:not(.said){white-space:nowrap}}}[part=panel]{z-index:10;min-width:min(20em,100vw);margin-block:.4em;position:absolute;inset-inline:0;box-shadow:0 .4em 1.4em #0003;@supports (position-area:end){position-anchor:--glance-join;position-area:block-end;position-try:flip-block;inset-inline:max(0px, min(anchor(self-start), 100% - 20em)) max(0px, min(anchor(self-end), anchor(self-start) - 20em));justify-self:stretch;position:fixed}}.card{overflow-wrap:anywhere;grid-template-columns:1fr auto;gap:.5em;padding:.75em;display:grid;&+&{border-block-start:1px solid var(--_line)}& button,& input{min-width:max(2em,24px);min-height:max(2em,24px)}}[lang] :is(.card div,[part=label]){unicode-bidi:plaintext}.card .close{place-self:start end;margin:-.4em;padding:0}.about{grid-column:span 2}input{border:1px solid color-mix(in srgb, currentColor 60%, #0000);width:100%}.unseen{opacity:0;height:1px;position:absolute;overflow:hidden}@media (forced-colors:active){.group,[part=panel]{--_fill:ButtonText;--_on-fill:ButtonFace}.present{--_fill:Highlight;--_on-fill:HighlightText}.fill:not([aria-disabled]),.status:before{forced-color-adjust:none}}@media (prefers-reduced-motion:no-preference){.present:after{content:"";border-radius:var(--_radius);pointer-events:none;animation:1.5s 3 call;position:absolute;inset:0}.busy,.connecting>.status:before{animation:1.2s linear infinite turn}}@keyframes call{0%{box-shadow:0 0 var(--_fill)}to{box-shadow:0 0 0 .5em #0000}}@keyframes turn{to{rotate:1turn}}`;
// src/element/icons.ts
/** Line drawings on a field of 20 × 20, in the colour of the text beside them. */
var icon = (path, look = "") => html`<svg viewBox="0 0 20 20" class=${look} aria-hidden="true"><path d=${path} /></svg>`;
/** A window, and a pointer that two share. */
var joinIcon = icon("M17 8V4H3v12h5M10 9l8 3-3.5 1.5L13 17z");
var busyIcon = icon("M10 3a7 7 0 1 1-7 7", "busy");
var cameraIcon = icon("M3 6h3l1.5-2h5L14 6h3v9.5H3zM10 8a2.6 2.6 0 1 1-.1 0z");
var alertIcon = icon("M10 3l7.5 13h-15zM10 8v4M10 13v1.5");
var crossIcon = icon("M5 5l10 10M15 5L5 15");
var keyIcon = icon("M9 10a3 3 0 1 0 0 .1M9 10h8.5v3.5M14 10v2.5");
var retryIcon = icon("M16.5 10A6.5 6.5 0 1 1 14 4.9M14.5 2v3.5H11");
var leaveIcon = icon("M11 4H4v12h7M8 10h9M14 7l3 3-3 3");
var endIcon = icon("M5.5 5.5h9v9h-9z");
var clockIcon = icon("M10 3a7 7 0 1 1-.1 0M10 6v4.5l3 1.5");
// src/element/templates/button.ts
/** Every button there is. Always `aria-disabled`: one that becomes `disabled` loses the focus. */
var button = (part, look, content, press, { name, title, open, off } = {}) => html`<button
type="button"
part=${part}
class=${look}
aria-label=${name ?? nothing}
title=${title ?? nothing}
aria-expanded=${open ?? nothing}
aria-disabled=${off || nothing}
@click=${() => off || press()}
>
${content}
</button>`;
// src/element/templates/panel.ts
/** What opens under the button without moving the page: a problem, a notice, the key form. */
var panel = (view) => {
	const { snapshot, strings, on } = view;
	const { notice } = snapshot;
	const problem = snapshot.state === "error" && !view.problemRead && snapshot.problem;
	const message = (failed, text, hint) => html`<div part="notice" class="card">
<div>
${failed ? html`<span class="wrong">${alertIcon}</span>` : nothing}
<span part="message">${text}</span>
<div part="hint" class="quiet">${hint}</div>
</div>
${close("dismiss", strings, on.dismiss)}
</div>`;
	return problem || notice || view.form ? html`<div part="panel">
${problem ? message(true, problemMessage(problem, strings), problemHint(problem, strings)) : nothing}
${notice ? message(notice.reason, noticeMessage(notice, strings), noticeHint(notice, strings)) : nothing}
${view.form ? form(view, view.form) : nothing}
</div>` : nothing;
};
var form = ({ snapshot, strings, on }, { entry, value, problem }) => {
	const phone = entry === "phone";
	return html`<form
part="${entry}-form"
class="card"
@submit=${(event) => {
		event.preventDefault();
		on.submit();
	}}
>
<label for="entry">${phone ? strings.phone : strings.sessionKey}</label>
${close(`${entry}-close`, strings, on.closeForm)}
<input
id="entry"
dir="ltr"
part="${entry}-input"
type=${phone ? "tel" : "text"}
autocomplete="off"
spellcheck="false"
aria-invalid=${!!problem}
aria-describedby="about"
.value=${value}
@input=${(event) => on.type(event.target.value)}
/>
${button(`${entry}-submit`, "fill", phone ? strings.send : strings.connect, on.submit)}
<div id="about" part="${entry}-hint" class="about quiet">
<div part="${entry}-problem" class="wrong">${problem}</div>
${phone ? strings.phoneHint : html`<slot name="key-hint">${strings.keyHint}</slot>`}
${snapshot.state === "error" ? strings.keySignIn : nothing}
</div>
</form>`;
};
var close = (part, { close: title }, press) => button(part, "close", crossIcon, press, { title });
// src/element/templates/readout.ts
/** The few words beside the button: where the customer is, what is waited for, how long. */
var readout = ({ snapshot, strings, now, card }) => {
	const { state, since, visitor, visitorId, other } = snapshot;
	const about = subject(snapshot, strings);
	const its = card && visitorId && !other && state !== "waiting" ? visitor : void 0;
	const page = state !== "present" && its?.page?.replace(/^\w+:\/\//, "");
	const words = page || statusWords(snapshot, strings);
	const [, host, rest] = /^([^/]+)(\/.+)/.exec(words) ?? [
		"",
		"",
		words
	];
	return html`<div part="status" class="status">
<span part="visitor" class=${words === page || words === about ? nothing : "said"}
><bdi><span class="host">${host}</span>${rest}</bdi></span
>
${since && state !== "joinable" ? html`<span part="timer" role="timer">${duration(since, now)}</span>` : nothing}
${its ? html`<span part="details" class="quiet"
>${[
		page && about,
		its.browser,
		its.platform
	].filter(Boolean).join(" · ")}
<span class="since">${clockIcon} ${time(its.since, strings.locale)}</span></span
>` : nothing}
</div>`;
};
/** When the customer came, or went. */
var time = (since, locale) => new Date(since).toLocaleTimeString(locale, {
	hour: "numeric",
	minute: "2-digit"
});
// src/element/templates.ts
/**
* The whole shadow tree: one main button that lasts, a readout, what else can be done, a panel.
*
* @slot icon - The icon beside the label.
* @slot label - In place of “Join”.
* @slot key-hint - How a customer gets a key.
* @csspart base - Everything.
* @csspart group - The button or card.
* @csspart button - The main button.
* @csspart icon - Its icon.
* @csspart label - Its label.
* @csspart status - The words beside it.
* @csspart visitor - The first of them: the customer's page, or what is going on.
* @csspart timer - The stopwatch.
* @csspart details - A card's second line.
* @csspart key-open - Opens the form for a key.
* @csspart camera-open - Opens the form for a phone.
* @csspart cancel - Calls off.
* @csspart leave - Closes the viewer.
* @csspart end - Ends the session.
* @csspart retry - Tries again.
* @csspart panel - What opens below.
* @csspart notice - What is said there.
* @csspart message - Its sentence.
* @csspart hint - What the administrator can do.
* @csspart dismiss - Its ×.
* @csspart key-form - The form for a key.
* @csspart key-input - Its field.
* @csspart key-submit - Its button.
* @csspart key-hint - How a customer gets a key.
* @csspart key-problem - What is wrong with what was entered.
* @csspart key-close - Its ×.
* @csspart phone-form - The form for a phone's camera.
* @csspart phone-input - Its field.
* @csspart phone-submit - Its button.
* @csspart phone-hint - What the phone gets.
* @csspart phone-problem - What is wrong with what was entered.
* @csspart phone-close - Its ×.
* @csspart viewer - The viewer inside the element.
*/
var template = (view) => {
	const { snapshot, announce, form, on } = view;
	const { state } = snapshot;
	const escape = (event) => {
		if (event.key !== "Escape" || !form) return;
		event.stopPropagation();
		event.preventDefault();
		on.closeForm();
	};
	return html`<div part="base ${state}" lang=${view.strings.locale ? nothing : "en"} @keydown=${escape}>
<div class="box">
<div part="group" class="group ${state} ${snapshot.other ? "other" : "own"} ${view.card ? "v2" : "v1"}">
${buttons(view)}
</div>
</div>
${panel(view)}
<div class="unseen" role="status">${announce.polite}</div>
<div class="unseen" role="alert">${announce.assertive}</div>
</div>`;
};
/** Each has a place of its own: a button under the agent's hand never turns into another. */
var buttons = (view) => {
	const { snapshot, strings, on, disabled, form } = view;
	const { state, ending, problem, retryPresence } = snapshot;
	const asking = state === "inviting" || state === "waiting";
	const running = !ending && (state === "joinable" || state === "in-session");
	const busy = asking || ending;
	const label = mainLabel(snapshot, strings);
	const icon = busy ? busyIcon : problem ? alertIcon : view.icon ? joinIcon : nothing;
	const main = button(`button ${state}`, "main fill", html`<span part="icon"><slot name="icon">${icon}</slot></span>
<span part="label">${label || html`<slot name="label">${strings.join}</slot>`}</span>`, on.main, {
		title: statusSentence(snapshot, strings),
		open: label || state === "present" ? void 0 : form?.entry === "key",
		off: busy || state === "unconfigured" || disabled && !running
	});
	const cancel = asking ? action("cancel", crossIcon, strings.cancel, on.cancel) : nothing;
	const leave = running && state === "in-session" ? action("leave", leaveIcon, strings.leave, on.leave, { about: strings.leaveAbout }) : nothing;
	const end = running ? action("end", endIcon, strings.end, on.end, { about: strings.endAbout }) : nothing;
	const retry = state === "idle" && retryPresence ? action("retry", retryIcon, strings.retry, on.retry) : nothing;
	const key = state === "present" || state === "error" ? action("key-open", keyIcon, strings.key, () => on.toggleForm("key"), {
		name: strings.enterKey,
		open: form?.entry === "key",
		off: disabled
	}) : nothing;
	const camera = view.camera && !problem && !asking && !running && !ending ? action("camera-open", cameraIcon, "", () => on.toggleForm("phone"), {
		name: strings.camera,
		open: form?.entry === "phone",
		off: disabled
	}) : nothing;
	return html`${main}${readout(view)}${cancel}${leave}${end}${retry}${key}${camera}`;
};
/** Its words may be out of sight: what points at it reads them. */
var action = (part, icon, word, press, { about, ...more } = {}) => button(part, "action", html`${icon}<span>${word}</span>`, press, {
	title: about ? `${word} – ${about}` : more.name ?? word,
	...more
});
// src/element/version.ts
/** The package's version, as the build writes it in; the sources by themselves have none. */
var VERSION = "0.1.0";
// src/element/viewer-opener.ts
/** Finds the viewer again that was open before this element was there. */
var findViewer = (element, request) => {
	const { renderRoot, iframeid } = element;
	const frame = iframeid ? findFrame(element, iframeid) : void 0;
	return findViewer$1(viewerPlace(renderRoot, agentOf(element)), frame, request);
};
var agentOf = (element) => ({
	name: element.agentname ?? void 0,
	email: element.agentemail ?? void 0,
	phone: element.agentphone ?? void 0,
	video: element.agentvideo
});
/** Whether the browser has opened the last window it was asked for. */
var openedLast;
/**
* Opens the viewer where the page wants it, now: a later moment would be too late for a window.
* @param title of an iframe made here
* @param fire tells the page; returns false when it opens the viewer in a place of its own
* @returns nothing when the browser refused
*/
var openViewer = (element, location, title, request, fire) => {
	const { renderRoot: root, openwindow, iframeid, windowfeatures } = element;
	const agent = agentOf(element);
	const place = viewerPlace(root, agent);
	const later = openLater(place, request);
	let taken = false;
	const open = (target) => {
		const opened = later.open(target);
		taken ||= opened;
		return opened;
	};
	if (!fire({
		location,
		url: viewerUrl(request, agent),
		open
	}) || taken) return later.viewer;
	later.viewer.release();
	if (openwindow) return openByPage(place, openwindow, request);
	if (location !== "iframe") {
		const viewer = openInWindow(place, location === "tab" ? "" : windowFeatures(windowfeatures ?? void 0), request);
		openedLast = !!viewer;
		return viewer;
	}
	const found = iframeid ? findFrame(element, iframeid) : void 0;
	if (iframeid && !found) warnOnce(`no free iframe has the id ${iframeid}: one is made in the element`);
	const frame = found ?? makeFrame(document, title, request.origin);
	if (!found) root.append(frame);
	return openInFrame(place, frame, { own: !found }, request);
};
// src/element/glance-join.ts
/**
* Joins a customer's Glance Cobrowse session.
*
* @element glance-join
*/
var GlanceJoin = class GlanceJoin extends Settings {
	static {
		this.styles = styles;
	}
	static {
		this.versions = [VERSION];
	}
	#internals = this.attachInternals();
	#announcer = new Announcer();
	#language = createLanguage(this);
	#form = createEntryForm(this, () => this.#desk.request({ type: "prepare" }));
	#desk = createDesk({
		element: this,
		openViewer: (request) => this.#openViewer(request),
		findViewer: (request) => findViewer(this, request),
		prepare: (sessionKey) => prepareInvitation(this, sessionKey, (detail) => this.#fire("glanceinvite", this.#about(detail), true)),
		wishes: () => ({
			autojoin: this.autojoin && !this.disabled,
			labels: {
				origin: this.reportingorigin ?? void 0,
				externalId: this.reportingexternalid ?? void 0
			}
		}),
		changed: (before, next) => this.#changed(before, next),
		tell: (news) => this.#tell(news)
	});
	#configuration;
	/** What `timesSet` was when it was made. */
	#followed = 0;
	#eager = false;
	#problemRead = false;
	#hadFocus = false;
	#stopSeconds;
	connectedCallback() {
		super.connectedCallback();
		this.#language.follow();
		this.requestUpdate();
	}
	disconnectedCallback() {
		super.disconnectedCallback();
		setTimeout(() => {
			if (this.isConnected) return;
			this.#desk.leave();
			this.#language.release();
			this.#stopSeconds?.();
			this.#stopSeconds = this.#configuration = void 0;
			debugging.delete(this);
		});
	}
	/** Its presence lets `moveBefore` move the element without disconnecting it. */
	connectedMoveCallback() {
		this.#language.follow();
	}
	/** What is going on. */
	get state() {
		return this.#desk.snapshot().state;
	}
	/** How far the invitation has come, while `state` is `inviting`. */
	get phase() {
		return this.#desk.snapshot().phase;
	}
	/** What stands beside the state, if anything. */
	get notice() {
		const { notice } = this.#desk.snapshot();
		return notice && this.#worded(notice);
	}
	/** What is known of the customer who is set. */
	get visitor() {
		return this.#desk.visitor();
	}
	/**
	* Asks the customer; resolves once their session is open or can be opened.
	* @throws GlanceError (rejects) `not-present`, `busy`, `disabled`, `cancelled` (its `cause` says
	* why: `declined`, `no-answer`, …), `presession-failed`, `detached`
	*/
	async invite() {
		const viewer = chosen(this, "openwhen");
		this.#mayBegin();
		await this.#desk.follow({
			type: "invite",
			viewer
		});
	}
	/**
	* Joins the session of this key, waiting for it to start; without a key it opens the key form.
	* @throws GlanceError (rejects) `config-invalid` for what cannot be a key, `busy`, `disabled`,
	* `cancelled`, `detached`
	*/
	async join(key) {
		this.#mayBegin();
		if (key === void 0) {
			this.#form.show("key");
			return;
		}
		const sessionKey = toKey(key);
		if (!isKey(sessionKey)) throw new GlanceError("config-invalid");
		await this.#desk.join(sessionKey);
	}
	/**
	* Invites a phone, by text message, to show its camera; resolves once that session is open or can be opened.
	* @throws GlanceError (rejects) `config-invalid` for what cannot be a number, `busy`, `disabled`, `auth-…`,
	* `cancelled`, `detached`
	*/
	async inviteCamera(phone) {
		this.#mayBegin();
		const number = plain(phone).trim();
		if (!isPhone(number)) throw new GlanceError("config-invalid");
		const { agentname } = this;
		await this.#desk.follow({
			type: "invite-camera",
			phone: number,
			agentName: agentname ?? void 0
		});
	}
	/**
	* Calls a function of the customer's page, named as in `custominvoke`. Resolves when it is sent; whether it exists
	* there is not told.
	* @throws GlanceError (rejects) `config-invalid` for another name, `not-present`, `detached`
	*/
	async invoke(func, args) {
		const name = invocable(func);
		if (!name) throw new GlanceError("config-invalid");
		await this.#send("invoke", {
			func: name,
			args
		});
	}
	/**
	* Sends data to the customer's page, whose `GLANCE.Presence.Visitor` gets it in `onsignal`.
	* @throws GlanceError (rejects) `not-present`, `detached`
	*/
	async signal(data) {
		await this.#send("signal", data);
	}
	/**
	* Calls off the invitation, or the waiting for a key.
	* @throws GlanceError (rejects) `detached`
	*/
	async cancel() {
		this.#desk.request({ type: "cancel" });
	}
	/**
	* Opens the viewer of the running session, or brings it to the front. Call it in a click.
	* @throws GlanceError (rejects) `not-present` when no session runs, `popup-blocked`
	*/
	async openViewer() {
		this.#desk.request({ type: "open-viewer" });
		if (this.notice?.code === "popup-blocked") throw new GlanceError("popup-blocked");
	}
	/**
	* Closes the viewer; the customer's session goes on.
	* @throws GlanceError (rejects) `not-present` when no session runs
	*/
	async leave() {
		this.#desk.request({ type: "leave" });
	}
	/**
	* Ends the session, for the customer too; resolves with its report.
	* @throws GlanceError (rejects) `not-present` when no session runs, `cancelled` (its `cause`:
	* `end-unconfirmed`) when it still runs
	*/
	async end() {
		return await this.#desk.follow({ type: "end" });
	}
	/**
	* Tries what an agent needs, and tells what works, what does not, and what can be done about it. Never rejects. It
	* takes as long as the answers take, and changes nothing (but a login key that can be had again serves whoever waited
	* for one). `String()` of it has no secrets.
	*/
	async diagnose() {
		if (this.isConnected) await this.updateComplete.catch(() => void 0);
		const { versions } = GlanceJoin;
		const opensLate = !this.openwindow && chosen(this, "openlocation") !== "iframe" && chosen(this, "openwhen") === "accepted";
		return this.#desk.diagnose({
			versions,
			opensLate,
			opened: openedLast
		});
	}
	/** Puts the focus on the button. */
	focus(options) {
		this.renderRoot.querySelector(".main")?.focus(options);
	}
	/** What a server has drawn is drawn anew: by now another state may hold, and what is shown is there once. */
	createRenderRoot() {
		const { shadowRootOptions, elementStyles } = this.constructor;
		const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
		root.replaceChildren();
		adoptStyles(root, elementStyles);
		return root;
	}
	willUpdate() {
		this.#hadFocus = !!this.shadowRoot?.activeElement;
		if (this.isConnected) this.#configure();
	}
	render() {
		const strings = this.#strings;
		return template({
			snapshot: isServer ? { state: this.presence && this.visitorid ? "connecting" : "idle" } : this.#desk.snapshot(),
			now: Date.now(),
			strings,
			disabled: this.disabled,
			icon: this.gicon,
			card: chosen(this, "uiversion") === "2",
			camera: this.camerashare,
			problemRead: this.#problemRead,
			form: this.#form.view(strings),
			announce: this.#announcer,
			on: {
				main: () => this.#press(),
				cancel: () => quietly(this.cancel()),
				toggleForm: (entry) => this.#form.toggle(entry),
				closeForm: () => this.#form.close(),
				type: (value) => this.#form.type(value),
				submit: () => this.#form.submit((entry, value) => entry === "key" ? this.join(value) : this.inviteCamera(value)),
				leave: () => quietly(this.leave()),
				end: () => quietly(this.end()),
				retry: () => this.#desk.request({ type: "retry" }),
				dismiss: () => this.#dismiss()
			}
		});
	}
	updated() {
		if (this.isConnected) this.#configure();
		this.#form.rendered();
		const frame = this.renderRoot.querySelector("iframe");
		this.#mark("framed", !!frame);
		if (frame) frame.title = this.#strings.viewer;
		if (this.#hadFocus && !this.shadowRoot?.activeElement) this.focus();
	}
	/** @throws GlanceError when nothing can be begun: `detached`, `disabled`, `config-…` */
	#mayBegin() {
		if (!this.isConnected) throw new GlanceError("detached");
		if (this.disabled) throw new GlanceError("disabled");
		this.#configure();
		const { problem } = this.#configuration ?? {};
		if (problem) throw new GlanceError(problem.code);
	}
	async #send(...message) {
		if (this.isConnected) this.#configure();
		await this.#desk.send(...message);
	}
	/** One press of the main button, by what it says. */
	#press() {
		const { state } = this;
		if (state === "present") quietly(this.invite());
		else if (state === "joinable" || state === "in-session") quietly(this.openViewer());
		else if (state !== "error") this.#form.toggle("key");
		else if (!needsSignIn(this.#desk.snapshot().problem)) this.#desk.request({ type: "retry" });
		else if (!this.#desk.signIn()) this.#error("popup-blocked");
	}
	#dismiss() {
		this.#problemRead = true;
		this.#desk.request({ type: "dismiss" });
		this.requestUpdate();
	}
	/** Follows what has been set, and takes up the session that the settings name. */
	#configure() {
		if (this.#configuration && this.timesSet === this.#followed) return;
		this.settle();
		this.#followed = this.timesSet;
		const { glancebaseurl, authurl, loginkey, eager } = this;
		debugging[this.debugmode ? "add" : "delete"](this);
		reportChoices(this);
		if (!asking(this.custominvoke)) warnOnce("custominvoke names no function that may be called");
		const by = this.getAttribute("glancebaseurl") === glancebaseurl ? "attribute" : "property";
		const configuration = configure(this, chosen(this, "authmethod"), glanceOrigin(glancebaseurl ?? "production", by), authAddress(authurl ?? "", this.baseURI));
		const changed = !same(configuration, this.#configuration);
		const { problem, origin, method, groupId, partnerUserId, visitorId } = configuration;
		if (changed) {
			this.#configuration = configuration;
			log("settings", {
				origin,
				method,
				groupId,
				partnerUserId,
				visitorId,
				problem
			});
			this.#desk.take(configuration);
		}
		if (configuration.given) this.#desk.give(loginkey ?? "");
		if (changed || eager !== this.#eager) this.#desk.watch(this.#eager = eager);
		if (changed && problem) this.#error(problem.code);
	}
	/** The session has something new: it is committed before it is told. */
	#changed(before, next) {
		const { state, phase, visitorId, visitor, notice, problem } = next;
		const { state: previous } = before;
		if (problem?.code !== before.problem?.code) this.#problemRead = false;
		if (state !== previous) this.#mark(previous, false);
		this.#mark(state, true);
		const moved = state !== previous || phase !== before.phase;
		if (moved) log(`${visitorId ?? "no customer"}: ${previous} → ${state} ${phase ?? ""}`, {
			visitor,
			notice: notice?.code
		});
		this.#form.follow(next);
		this.#announcer.follow(before, next, this.#strings);
		this.#stopSeconds?.();
		this.#stopSeconds = timed.includes(state) ? onSecond(() => this.requestUpdate()) : void 0;
		this.requestUpdate();
		if (moved) this.#fire("glancestatechange", {
			state,
			previous,
			phase,
			visitorId
		});
		const watched = this.#configuration?.visitorId;
		if (visitor && !same(visitor, before.visitor)) this.#fire("glancepresencechange", {
			...visitor,
			visitorId: watched
		});
		if (notice && notice.seq !== before.notice?.seq) this.#fire("glancenotice", {
			...this.#worded(notice),
			visitorId
		});
	}
	#tell(news) {
		if (news.type === "start") this.#fire("glancesessionstart", news.start);
		else if (news.type === "signal") this.#fire("glancesignal", {
			data: news.data,
			visitorId: this.#configuration?.visitorId
		});
		else if (news.type === "error") this.#error(news.code, news.cause);
		else {
			this.#fire("glancesessionend", news.report);
			this.#callBack(news.report);
		}
	}
	/** What the page's function throws is the page's: it is reported as an uncaught error, and stops nothing here. */
	#callBack(report) {
		try {
			this.reportingcallback?.(report);
		} catch (error) {
			reportError(error);
		}
	}
	#error(code, cause) {
		const problem = this.#configuration?.problem ?? { code };
		const message = problemMessage(problem, this.#strings);
		this.#fire("glanceerror", this.#about({
			code,
			message,
			hint: problemHint(problem, this.#strings),
			cause
		}));
	}
	#about(detail) {
		return {
			...detail,
			visitorId: this.#desk.snapshot().visitorId
		};
	}
	/** @returns whether nobody has cancelled it */
	#fire(type, detail, cancelable = false) {
		Object.freeze(detail);
		return this.dispatchEvent(new CustomEvent(type, {
			detail,
			bubbles: true,
			composed: true,
			cancelable
		}));
	}
	#openViewer(request) {
		try {
			return openViewer(this, chosen(this, "openlocation"), this.#strings.viewer, request, (detail) => this.#fire("glanceviewer", {
				...detail,
				visitorId: request.visitorId
			}, true));
		} catch (error) {
			reportError(error);
			return;
		}
	}
	#mark(state, is) {
		try {
			this.#internals.states[is ? "add" : "delete"](state);
		} catch {}
	}
	get #strings() {
		return this.#language.strings(this.strings, this.errormessage);
	}
	#worded(notice) {
		const { code, seq } = notice;
		return {
			code,
			message: noticeMessage(notice, this.#strings),
			hint: noticeHint(notice, this.#strings),
			seq
		};
	}
};
/** States in which a clock runs. */
var timed = [
	"inviting",
	"waiting",
	"in-session"
];
/** What the button does is told by state, notice and event: its rejection has no other reader. */
var quietly = (done) => void done.catch(() => void 0);
var same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
// src/define.ts
/**
* Defines the element. A tag that is taken stays as it is: a page may load the script twice, or two
* versions of it, and nothing throws. The one that is at work keeps count of them, for `diagnose()`.
* @returns whether this class is now the one behind the tag
*/
var define = (tag = "glance-join", registry = customElements) => {
	const taken = registry.get(tag);
	if (taken) {
		const { versions } = taken;
		const own = versions === GlanceJoin.versions;
		if (Array.isArray(versions) && !own) {
			versions.push(VERSION);
			if (versions[0] !== "0.1.0") warnOnce(`${VERSION} is not used: ${versions[0]} was loaded first`);
		}
		return own;
	}
	registry.define(tag, tag === "glance-join" ? GlanceJoin : class extends GlanceJoin {});
	return true;
};
// src/index.ts
define();
export { GlanceError, GlanceJoin, define };
