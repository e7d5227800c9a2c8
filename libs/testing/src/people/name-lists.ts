/** Names, streets and towns of languages that faker has none for. */
export interface NameLists {
  female: readonly string[];
  male: readonly string[];
  family: readonly string[] | Readonly<Record<'female' | 'male', readonly string[]>>;
  streets: readonly string[];
  cities: readonly string[];
}

/** The last name says whose child somebody is: a son and a daughter of Þór have different ones. */
export const ICELANDIC: NameLists = {
  female: ['Guðrún', 'Sigríður', 'Þórdís', 'Æsa', 'Iðunn', 'Björk', 'Hrafnhildur', 'Ólöf'],
  male: ['Guðmundur', 'Þór', 'Ægir', 'Eiður', 'Jökull', 'Hákon', 'Steingrímur', 'Örn'],
  family: {
    female: ['Þórsdóttir', 'Guðmundsdóttir', 'Ægisdóttir', 'Jökulsdóttir', 'Arnardóttir', 'Eiðsdóttir'],
    male: ['Þórsson', 'Guðmundsson', 'Ægisson', 'Jökulsson', 'Arnarson', 'Eiðsson'],
  },
  streets: ['Laugavegur', 'Hverfisgata', 'Skólavörðustígur', 'Ægisgata', 'Þórsgata', 'Njálsgata'],
  cities: ['Reykjavík', 'Kópavogur', 'Hafnarfjörður', 'Akureyri', 'Ísafjörður', 'Húsavík'],
};

/** 'bin' and 'binti' (son and daughter of) stand before the father's name. */
export const MALAY: NameLists = {
  female: ['Siti Nurhaliza', 'Aminah', 'Nur Aisyah', 'Faridah', 'Zaleha', 'Noor Hayati'],
  male: ['Ahmad', 'Mohd Faizal', 'Ismail', 'Abdul Rahman', 'Zulkifli', 'Muhammad Amirul'],
  family: {
    female: ['binti Abdullah', 'binti Hassan', 'binti Ismail', 'binti Mohamed', 'binti Yusof', 'binti Omar'],
    male: ['bin Abdullah', 'bin Hassan', 'bin Ismail', 'bin Mohamed', 'bin Yusof', 'bin Omar'],
  },
  streets: ['Jalan Ampang', 'Jalan Tun Razak', 'Lorong Selamat', 'Jalan Masjid India', 'Persiaran Gurney'],
  cities: ['Kuala Lumpur', 'Shah Alam', 'Ipoh', 'Kota Bharu', 'Kuala Terengganu', 'Melaka'],
};

export const BENGALI: NameLists = {
  female: ['আয়েশা', 'ফাতেমা', 'সুমাইয়া', 'নুসরাত', 'রোকেয়া', 'তাসলিমা', 'শর্মিলা'],
  male: ['মোহাম্মদ', 'রফিকুল', 'শফিক', 'তানভীর', 'আব্দুল', 'সুব্রত', 'জাহাঙ্গীর'],
  family: ['রহমান', 'হোসেন', 'চৌধুরী', 'ইসলাম', 'আক্তার', 'দাশগুপ্ত', 'বিশ্বাস'],
  streets: ['মিরপুর রোড', 'গ্রীন রোড', 'নিউ ইস্কাটন', 'স্টেশন রোড', 'কলেজ রোড'],
  cities: ['ঢাকা', 'চট্টগ্রাম', 'সিলেট', 'রাজশাহী', 'খুলনা', 'বরিশাল'],
};
