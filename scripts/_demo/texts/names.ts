import type { Random } from "../market/random";

/** First names as people of many places bear them; the demo's people are invented and have no other name. */
const FIRST_NAMES = (
  "Aaliyah Abena Adaeze Adriana Agnieszka Aida Aiko Aisha Akira Alejandra Alessio Aleksander Alina Alma Amadou Amara Amelia Amina Amir Ana Anders " +
  "Andrea Anika Anil Anjali Annika Anton Antonella Aoife Araceli Arjun Arlo Armando Asha Astrid Aurelio Ayo Aziz Bao Beatriz Benedikt Bilal Birgit " +
  "Bogdan Brigid Bruno Caio Calista Camila Carmen Cedric Celeste Chae-won Chiara Chidi Chinua Cho Ciara Clara Claudio Cleo Cosima Dagny Dalia Damian " +
  "Daniela Darius Darya David Delphine Demir Desmond Devika Diego Dina Dmitri Dolores Dorota Duc Eamon Ebele Edda Efua Eilidh Eitan Ekaterina Elena " +
  "Eleni Elias Elif Elsa Emeka Emil Emiliano Emma Enzo Ernesto Esi Esther Eun-ji Fabian Farah Farid Fatima Federica Felix Femi Fernanda Fiona Fletcher " +
  "Florian Francesca Freya Gabriel Gaspard Georgia Ginevra Giulia Goran Grace Greta Guillermo Gunnar Gwen Hadiya Halina Hamid Hana Hannah Haruto Hassan " +
  "Hedda Heitor Helena Henrik Hilde Hiro Hugo Ida Ife Ignacio Ilse Imani Ines Ingrid Ioana Irina Isabel Ivan Ivo Jaime Jakub Jamal Jana Jasmin Javier " +
  "Jelena Jin Joanna Joao Johan Jonas Josefina Juana Jun Kaia Kamal Karim Karina Kateryna Katya Keiko Kenji Khadija Kiran Klara Kofi Kwame Lamar Lars " +
  "Laszlo Latoya Laura Layla Leander Leila Lena Leon Leonie Li Liam Lidia Lin Linh Lior Livia Lorenzo Louisa Lucia Ludmila Luis Luka Maeve Magnus Mahmoud " +
  "Maja Malik Manuel Marcel Maren Margit Mariam Marisol Marta Marten Mateo Mathilde Matteo Maya Mehmet Mei Mercy Mika Milan Milos Mina Mira Miriam " +
  "Mohammed Moira Monika Moses Mustafa Nadia Naomi Naveen Nayeli Nia Niamh Nicola Nikolai Nils Nina Noor Nora Nuno Obinna Octavia Oksana Olga Olivia " +
  "Omar Ondine Orla Osman Otto Pablo Paloma Parisa Pascal Patrice Paulina Pedro Petra Pia Pilar Piotr Priya Quentin Rafael Rahel Ramon Rania Raquel " +
  "Ravi Rebecca Renata Rhys Ricardo Rohan Roisin Rosa Roxana Ruben Ruth Sabine Sadie Salma Samir Samuel Sana Sanjay Santiago Saoirse Sara Sebastian " +
  "Selim Selma Sergei Shira Shreya Sigrid Silvia Simone Sina Siobhan Sofia Solange Soren Stefan Stella Suki Sunita Svetlana Taavi Tadeusz Takumi Talia " +
  "Tamar Tanvir Tariq Teodor Teresa Thandi Thea Theo Thuy Tiago Tilda Timur Tobias Tomasz Tova Ulla Umar Uma Uri Ursula Valentina Valerie Vera Victor " +
  "Vikram Violeta Wanjiru Wei Wilhelm Wiktoria Ximena Xin Yael Yara Yasmin Yohan Yolanda Yosef Yuki Yusuf Zahra Zainab Zeynep Zofia Zola Zuri"
).split(" ");

/** Languages that hosts of the demo speak beside English. */
const LANGUAGES = ["es", "fr", "de", "pl", "ar", "zh", "pt", "it", "hi", "ko", "ur", "bn"];

export function firstName(random: Random): string {
  return random.pick(FIRST_NAMES);
}

export function languages(random: Random): string[] {
  if (random.chance(0.62)) return ["en"];
  const first = random.pick(LANGUAGES);
  return random.chance(0.85) ? ["en", first] : [...new Set(["en", first, random.pick(LANGUAGES)])];
}
