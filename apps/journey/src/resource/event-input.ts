import { instant, text } from '@lethe/contracts';
import { z } from 'zod';

const short = () => text(1_000).optional();
const flag = () => z.boolean().optional();
const size = () => z.int().min(0).optional();

const Attribute = z.object({ dataType: text(64).min(1), value: text() }).meta({ id: 'CustomEventAttribute' });
const attributes = () => z.record(text(1_000).min(1), Attribute).default({});

const Device = z.object({
  category: text(64),
  type: text(64),
  isMobile: flag(),
  screenHeight: size(),
  screenWidth: size(),
  screenDensity: size(),
  fingerprint: short(),
  osFamily: text(256),
  osVersion: text(256),
  manufacturer: short(),
});

/** `customerIdType`, an extension: what kind of id `customerCookieId` is, one of those that the deployment declares. */
const EVENT = {
  customerCookieId: text(1_000).min(1),
  customerIdType: text(256).min(1).default('cookie'),
  eventName: text(256).min(1),
  searchQuery: short(),
  referrerUrl: text(8_000).optional(),
  attributes: attributes(),
  traits: attributes(),
  externalId: text(256).min(1).optional(),
  createdDate: instant(),
};

export const WebEventInput = z
  .object({
    ...EVENT,
    page: z.object({ url: text(8_000).min(1), title: text(1_000), keywords: short(), lang: text(64).optional() }),
    userAgentString: short(),
    browser: z.object({ family: text(256), version: text(256), lang: text(64).optional() }).optional(),
    device: Device.optional(),
    ipAddress: text(64).optional(),
  })
  .meta({ id: 'WebEventRequest' });
export type WebEventInput = z.output<typeof WebEventInput>;

export const AppEventInput = z
  .object({
    ...EVENT,
    screenName: text(1_000).min(1),
    app: z.object({ name: text(256), namespace: text(256), version: text(256), buildNumber: text(256) }),
    device: Device,
    sdkLibrary: z.object({ name: text(256), version: text(256) }).optional(),
    networkConnectivity: z
      .object({
        carrier: short(),
        bluetoothEnabled: z.boolean(),
        cellularEnabled: z.boolean(),
        wifiEnabled: z.boolean(),
      })
      .optional(),
  })
  .meta({ id: 'AppEventRequest' });
export type AppEventInput = z.output<typeof AppEventInput>;
