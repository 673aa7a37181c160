"""Common given names, folded: they tell a column of people from one of towns, products or companies."""

from __future__ import annotations

from leadbook.fields.text import fold, word_set

_NAMES = """
aaron abby abdul abdullah abigail adam adrian adriana agnes agnieszka ahmad ahmed aidan aisha akira alain alan albert
alberto alejandra alejandro alena alex alexander alexandra alexis alfred alfredo ali alice alicia alina alison allison
aleksandra alois amanda amber amelia amina amir amit amy ana anastasia andre andrea andreas andrei andres andrew andrzej
andy angel angela angelika angelo anil anita anjali ann anna anne annette annie antje antoine anton antonella antonia
antonio anthony arjun arnold arthur arturo arun asha ashley astrid aurelie ava axel ayse barbara bartosz beata beatrice
beatriz ben benjamin bernard bernd bernhard beth betty bill birgit bjorn bob bogdan boris brad bradley brandon brenda
brett brian bridget britta brittany brooke bruce bruno bryan camila camille carl carla carlos carmen carol carolina
caroline carolyn carsten catherine cathy cecilia celine chad charles charlie charlotte chen cheryl chiara chloe chris
christa christian christiane christina christine christoph christophe christopher cindy claire clara claudia claudio
claus clemens colin connor constantin corinna craig cristian cristina curtis cynthia dagmar damian dan dana daniel
daniela danielle daria dario darren dave david dawn dean deborah debra deepak delphine denis denise dennis derek
diana diane diego dieter dietmar dimitri dirk dmitri dmitry dolores dominic dominik dominique don donald donna doris
dorothea dorothy doug douglas dylan eddie edgar edith eduardo edward edwin eileen elaine elena eleni eli elias elif
elisa elisabeth elise elizabeth ella ellen elsa emil emilia emily emma emmanuel enrico enrique erica eric erich erik
erika erin ernst esteban ester esther ethan etienne eugene eva evelyn ewa fabian fabio fabrice fatima federico felicia
felipe felix ferdinand fernanda fernando filip fiona florence florian frances francesca francesco francine francis
francisco franck francois francoise frank franz fred frederic frederick fredrik friedrich fritz gabriel gabriela
gabriele gabrielle gary gaurav genevieve geoffrey georg george georges gerald gerard gerd gerhard gianluca gilbert
gilles gina giorgio giovanna giovanni gisela giulia giuseppe gloria gordon grace graham greg gregor gregory greta
grzegorz guido guillaume guillermo gunter gustavo guy hanna hannah hannes hans harald harold harry hartmut hassan
heather hector heidi heike heiko heinrich heinz helen helena helene helga helmut hendrik henri henrik henry herbert
hermann hiroshi holger holly hugo hussein ian ibrahim igor ilona ines inga ingeborg ingo ingrid irena irene irina iris
isaac isabel isabella isabelle ivan ivana jack jackie jacob jacqueline jacques jaime jake jakob jakub james jamie jan
jana jane janet janina janine janusz jasmin jason javier jay jean jeanne jeff jeffrey jelena jennifer jenny jens jeremy
jerome jerry jesse jessica jesus jill jim jin jiri joachim joan joana joanna joao joaquin jochen jody joe joel joerg
johan johanna johannes john johnny jon jonas jonathan jordan jorg jorge jose josef josefina joseph josephine joshua
juan juana judith judy juha jukka julia julian juliana julie julien juliette julio jun jurgen justin justyna kai kamil
karel karen karim karin karina karl karla karsten kasia katarina katarzyna kate katharina katherine kathleen kathrin
kathryn kathy katie katja katrin kavita kazuo keith kelly ken kenji kenneth kerstin kevin khalid kim kimberly klaus
konrad konstantin kristen kristin kristina krzysztof kumar kurt kyle lakshmi lara larry lars laura lauren laurence
laurent lea leah lee leila lena leo leon leonard leonardo leonie leslie li liam lillian lin linda lisa liz lois lorenzo
lori louis louise luc luca lucas lucia luciano lucie lucy ludwig luigi luis luisa lukas lutz lydia lynn magdalena
mahmoud maik malgorzata manfred manon manoj manuel manuela mara marc marcel marcela marcin marco marcos marcus marek
margaret margarita maria mariana marianne marie marina mario marion marjorie mark marko markus marlene marta martha
martin martina mary masashi mateusz mathias mathieu matt matteo matthew matthias matthieu maureen maurice mauricio max
maxim maximilian maya mehmet mei melanie melissa mercedes meredith mia michael michaela michal michel michele michelle
miguel mihai mike mikhail milan milena ming miriam mohamed mohammad mohammed mohan moira molly monica monika monique
muhammad murat mustafa nadia nadine nadja nancy naomi natalia natalie natasha nathalie nathan neha neil nicholas nick
nicolas nicole nicola niklas nikolai nils nina nisha noah noemi nora norbert norma norman nuno olaf oleg olga oliver
olivia olivier omar oscar oskar otto pablo pamela paola paolo pascal patricia patrick patrizia paul paula paulina
pauline paulo pavel pawel pedro peggy penny per petra peter petr phil philip philipp philippe phillip phyllis pia pierre
pietro pilar piotr pooja prakash priya rachel radu rafael rahul rainer raj rajesh rajiv ralf ralph ramon raul ravi ray
raymond rebecca regina reinhard renata renate rene ricardo riccardo richard rick rita rob robert roberta roberto robin
rocio rodrigo roger rohit roland rolf roman ron ronald rosa rosemarie rosemary ross roy ruben rudolf rui russell ruth
ryan sabine sabrina said sally salma sam samantha samir samuel sandra sandro sandy sanjay santiago sara sarah sascha
satoshi scott sean sebastian sergei sergey sergio shannon sharon shawn sheila shirley siegfried sigrid silke silvia
simon simona simone sofia sofie sonia sonja sophia sophie stacy stanislav stefan stefania stefanie steffen stephan
stephane stephanie stephen steve steven stuart sue sunil suresh susan susana susanne suzanne sven svetlana swati
sylvia sylvie tamara tanja tanya tara tatiana ted teresa terry thomas theo theodor theresa thierry thilo tiffany tim
timo timothy tina tobias todd tom tomas tomasz tommaso tony torsten tracy travis trevor tyler ulrich ulrike ursula uta
ute uwe valentina valentin valeria valerie vanessa vera verena veronica veronika vicente vicki victor victoria viktor
vijay vikram vincent vincenzo virginia vivian vladimir volker walter waltraud wanda wei wendy werner wilhelm will
william willy wim wolfgang xavier yan yasmin yolanda youssef yuki yulia yuri yusuf yves yvonne zachary zofia zoe
анна александр алексей андрей антон борис василий вера виктор виктория владимир галина дарья денис дмитрий евгений
екатерина елена иван игорь ирина константин кирилл ксения людмила максим марина мария михаил надежда наталья николай
оксана олег ольга павел петр роман сергей светлана татьяна юлия юрий яна
"""

GIVEN_NAMES = frozenset(fold(name) for name in word_set(_NAMES))
"""About 900 given names of Europe, the Americas and India."""
