import { LightningElement } from 'lwc';
import { texts } from 'c/dealdraftTexts';
import { LANGUAGE, LANGUAGES, chooseLanguage } from '../../../language';

/** In which language the page speaks. Another one comes with a reload; what was entered is kept in the tab. */
export default class Language extends LightningElement {
  texts = texts;
  languages = LANGUAGES.map((language) => ({
    ...language,
    isChosen: language.code === LANGUAGE,
  }));

  choose(event) {
    chooseLanguage(event.target.value);
    window.location.reload();
  }
}
