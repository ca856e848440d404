import { parse } from 'tldts';

/** Where anybody has a mailbox: under any ending, and under these alone. */
const PUBLIC_NAMES = new Set(
  `gmail googlemail outlook hotmail live msn yahoo ymail rocketmail icloud aol gmx yandex zoho zohomail protonmail
  proton tutanota tuta fastmail hushmail rediffmail mailinator`.split(/\s+/),
);
const PUBLIC_DOMAINS = new Set(
  `me.com mac.com pm.me hey.com mail.com email.com mail.ru bk.ru inbox.ru list.ru rambler.ru web.de t-online.de freenet.de arcor.de
  posteo.de mailbox.org orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr libero.it virgilio.it tiscali.it
  alice.it tin.it uol.com.br bol.com.br terra.com.br ig.com.br btinternet.com ntlworld.com sky.com talktalk.net
  virginmedia.com comcast.net verizon.net att.net sbcglobal.net cox.net bellsouth.net charter.net earthlink.net shaw.ca
  rogers.com sympatico.ca telus.net bigpond.com bigpond.net.au optusnet.com.au xs4all.nl ziggo.nl kpnmail.nl planet.nl
  home.nl telenet.be skynet.be bluewin.ch hispeed.ch seznam.cz centrum.cz wp.pl o2.pl interia.pl onet.pl abv.bg qq.com
  163.com 126.com yeah.net sina.com sina.cn sohu.com foxmail.com aliyun.com naver.com daum.net hanmail.net nate.com
  docomo.ne.jp ezweb.ne.jp softbank.ne.jp`.split(/\s+/),
);

/** A company's own part of the internet: the domain under which it names its machines, and the name in it. */
export interface OwnDomain {
  readonly domain: string;
  /** `acme` of `acme.co.uk`. */
  readonly label: string;
}

/** The domain that an address or a website belongs to; null for none, and for public mail providers. */
export function ownDomainOf(addressOrSite: string): OwnDomain | null {
  const text = addressOrSite.trim().slice(0, 500);
  const host = text.includes('@') ? text.slice(text.lastIndexOf('@') + 1) : text;
  const { domain, domainWithoutSuffix: label, isIp } = parse(host.toLowerCase());
  if (isIp === true || domain === null || label === null || label === '') return null;
  return PUBLIC_NAMES.has(label) || PUBLIC_DOMAINS.has(domain) ? null : { domain, label };
}
