### Les phrases de la console.

product = Espace public numérique
close = Fermer
cancel = Annuler
search = Chercher
under-way = En cours…
with-key = { $words } ({ $key })
text-size = Taille du texte
contrast = Contraste
closed = Fermé

## Temps
short-minutes = { $minutes } min
short-hours = { $hours } h { $minutes }
when = { $day }, { $time }
ago-moment = à l’instant
ago = il y a { $length }
until = → { $time }
from-until = De { $from } à { $until }
time-left = Encore { $left }
nobody-waits = Personne n’attend
nobody-waits-more = Personne n’attend : la session se prolonge seule
date-hint = Par exemple : 10/03/2026
date-wrong = Écrivez une date, par exemple 10/03/2026.
dates-backwards = Le dernier jour vient avant le premier.

## Écrans
tab-room = Salle
tab-ticket = Ticket
tab-visitors = Usagers
tab-sessions = Sessions
tab-settings = Règles
tab-export = Chiffres
place = { $site } · { $room }
hours-today = Aujourd’hui : { $hours }
names-show = Voir les noms
names-hide = Cacher les noms
sign-out = Quitter la session
hub-away = Le serveur ne répond plus.
hub-away-for = Le serveur ne répond plus depuis { $length }.
hub-away-more = Les postes continuent seuls. La console essaie de nouveau sans vous.
room-loading = La salle arrive…

## Connexion
sign-in-title = Bonjour
sign-in-lead = Ouvrez votre session de médiateur.
sign-in-name = Nom
sign-in-password = Mot de passe
sign-in = Ouvrir la session
signing-in = Vérification…
sign-in-hub = Serveur : { $hub }
signed-out = Votre session est fermée. À bientôt !
signed-out-expired = Votre session est finie. Entrez de nouveau votre mot de passe.

## Appairage
pairing-title = Relier cette console
pairing-lead = Une seule fois : demandez un code au serveur, puis tapez-le ici.
pairing-address = Adresse du serveur
pairing-address-hint = Par exemple : 192.168.1.10:7443
pairing-address-wrong = Écrivez une adresse et un port, par exemple 192.168.1.10:7443.
pairing-code = Code
pairing-code-hint = 16 lettres et chiffres, valables 15 minutes
pairing-code-wrong = Ce code a 16 lettres et chiffres. Vérifiez ce que vous avez tapé.
pairing-name = Nom de cette console
pairing-go = Relier
pair-unreachable = Rien ne répond à cette adresse. Vérifiez l’adresse, et que le serveur est allumé.
pair-not-this-hub = Ce qui répond n’est pas le serveur qui a donné ce code. Rien n’a été enregistré. Vérifiez l’adresse et le réseau.
pair-not-kept = Cette machine n’a pas pu garder sa clé. Vérifiez l’espace libre sur le disque.
pair-wrong-code = Le code n’est pas le bon. Vérifiez ce que vous avez tapé.
pair-code-expired = Ce code est trop vieux. Demandez-en un autre au serveur.
pair-code-used = Ce code a déjà servi. Demandez-en un autre au serveur.
pair-name-taken = Une machine nommée « { $name } » est déjà là. Choisissez un autre nom.
pair-bad-request = Le serveur n’a pas compris la demande. Vérifiez le nom de cette console.

## Salle
needs-unknown = Vous voyez la salle telle qu’elle était à { $time }.
room-empty = Aucun poste n’est encore relié.
room-empty-more = Sur chaque poste, tapez un code de liaison donné par le serveur : le poste apparaît ici aussitôt.
needs-none = Tout va bien : personne n’a besoin de vous.
need = { $station } : { $need }
need-help = appelle
need-fault = en panne
need-away = ne répond pas
need-wrong-tries = { $times } mauvais codes
need-over = temps fini
need-ending = encore { $left }
health-hot = trop chaud ({ $degrees } °C)
health-disk-short = disque plein
health-memory-short = mémoire pleine
health-hot-short = trop chaud
health-disk = disque presque plein ({ $free } Mio)
health-memory = mémoire presque pleine ({ $free } Mio)
figure-disk = { $free } Gio libres sur le disque
figure-memory = { $free } Gio de mémoire libre
figure-temperature = { $degrees } °C
state-away = Absent
state-away-more = Le poste ne répond pas. Vérifiez qu’il est allumé et relié au réseau.
open = Ouvrir
open-default = Ouvrir maintenant
open-for = Ouvrir pour { $length }
extend = + { $minutes } min
help-answered = J’y suis allé
put-back = Remettre en service
put-back-short = Remettre
take-out = Mettre hors service
take-out-yes = Mettre hors service
for-station = { $action } : { $station }
open-all =
    { $count ->
        [0] Tout ouvrir
        [one] Ouvrir le poste libre
       *[other] Ouvrir les { $count } postes libres
    }
open-all-none = Aucun poste n’est libre
passage = Passage :
passage-question = Question
passage-wifi = Wi-Fi
passage-own-device = Son appareil
passage-question-spoken = Compter un passage : une question
passage-wifi-spoken = Compter un passage : le Wi-Fi
passage-own-device-spoken = Compter un passage : son propre appareil
count-sessions =
    { $count ->
        [one] { $count } session
       *[other] { $count } sessions
    }
count-passages =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
count-waiting =
    { $count ->
        [one] { $count } attend
       *[other] { $count } attendent
    }
reset-short = Effacé à { $time }
reset-short-no-time = Effacé
reset-at = { $time } : { $said }
name-hidden = Nom caché
name-none = Sans nom
doing-open = Ouverture…
doing-extend = Ajout…
doing-end = Fin…
doing-message = Envoi…
doing-move = Déplacement…
doing-service = En cours…
doing-help = En cours…
end = Terminer
end-question = Terminer cette session ?
end-more = Le poste se ferme et tout est effacé aussitôt. Prévenez d’abord la personne.
end-yes = Oui, terminer
message = Écrire un message
message-label = Message
message-hint = Il s’affiche sur l’écran du poste.
message-too-long = { $most } caractères au plus.
message-empty = Écrivez d’abord un message
message-send = Envoyer
message-ready-soon = La salle ferme bientôt.
message-ready-desk = Venez me voir à l’accueil.
move = Changer de poste
move-where = Vers quel poste ? Les minutes suivent.
move-none = Aucun autre poste n’est libre.
service-note = Pourquoi ?
service-hint = Par exemple : clavier cassé
tag-interview = entretien
tag-children = enfants
tag-accessible = accessible
tag-colour-printing = impression couleur
tag-usb-printing = impression par clé USB

## Ce qui s’est passé
notice-opened-all =
    { $count ->
        [0] Aucun poste n’a été ouvert.
        [one] { $count } poste est ouvert.
       *[other] { $count } postes sont ouverts.
    }
notice-passage-question = Passage compté : une question.
notice-passage-wifi = Passage compté : le Wi-Fi.
notice-passage-own-device = Passage compté : son propre appareil.
notice-message-sent = Message envoyé : { $station }.
notice-saved = Enregistré : { $path }
notice-not-saved = Impossible d’écrire ici : { $path }. Vérifiez le disque, ou choisissez un autre dossier.
notice-no-document = Le document n’a pas pu être fait.
notice-policy = Les nouvelles règles sont en place (n° { $number }).
notice-hub-broken-charter = La charte a une erreur : l’ancienne reste en place. { $detail }
notice-hub-other = Le serveur signale : { $code }. { $detail }

## Refus et pannes
error-unreached = Le serveur ne répond pas. Vérifiez le réseau ; la console essaie de nouveau.
error-timed-out = Le serveur est trop lent.
error-timed-out-more = L’ordre est peut-être passé : regardez avant de recommencer.
error-unreadable = La réponse du serveur n’est pas comprise. La console et le serveur n’ont peut-être pas la même version.
error-not-signed-in = Votre session est finie. Entrez de nouveau votre mot de passe.
error-wrong-password = Le nom ou le mot de passe n’est pas le bon.
error-throttled = Trop d’essais. Attendez un peu.
error-throttled-for = Trop d’essais. Attendez { $wait }.
error-not-allowed = Votre rôle ne permet pas cela. Demandez au coordinateur.
error-not-found = Cela n’existe pas ou n’existe plus.
error-refused = Les règles de la salle ne le permettent pas maintenant.
error-station-away = Le poste ne répond pas. Vérifiez qu’il est allumé.
error-not-now = Ce n’est pas possible maintenant. Regardez où cela en est.
error-bad-request = Le serveur n’a pas compris la demande.
error-bad-policy = Ces règles se contredisent. Corrigez-les avant d’enregistrer.
error-storage = Le serveur n’a rien pu enregistrer : son disque est plein ou en panne. Rien n’a changé.

## Ticket
ticket-title = Nouveau ticket
ticket-lead = Pour une personne sans compte. Rien n’est demandé sur elle.
ticket-minutes = Combien de temps ?
minutes-default = Durée habituelle
ticket-age = Quel âge ? (pour les chiffres seulement)
age-not-asked = Non demandé
ticket-create = Créer le ticket
ticket-code = Code à taper sur le poste
ticket-for = Pour { $length }
valid-through = Valable jusqu’au { $date } inclus
valid-until = Valable jusqu’au { $date } à { $time }
ticket-once = Notez ce code ou imprimez-le : il ne sera plus affiché.
ticket-qr = Le code en dessin, pour un lecteur
ticket-save = Enregistrer le PDF à imprimer
ticket-another = Un autre ticket
ticket-file = ticket { $alias }
paper-title = Ticket d’accès à un ordinateur
paper-how = Sur l’écran du poste : Commencer, puis tapez ce code ou montrez le dessin.
paper-nothing-kept = À la fin, tout ce que vous avez fait est effacé.
paper-moment = le { $day } { $year } à { $time }
paper-receipt-title = Reçu n° { $number }
paper-receipt-top-up = Crédit d’impression ajouté
paper-receipt-refund = Crédit d’impression rendu
paper-receipt-holder = Pour { $name }
paper-receipt-keep = Gardez ce reçu.
paper-receipt-keep-purse = Gardez ce reçu : sans lui, le crédit est perdu. Montrez-le à l’accueil.
paper-close-title = Clôture de caisse n° { $number }
paper-close-by = Close { $moment } par { $staff }.
paper-close-receipts = Reçus n° { $first } à { $last }.
paper-close-no-receipts = Aucun reçu.
paper-close-all = Total
paper-close-revenue = Impressions payées
paper-close-expected = Espèces d’après les reçus
paper-close-difference = Écart
paper-close-signed = Signature :
paper-statement-title = Relevé de compte
paper-statement-at = Compte tel qu’il est { $moment }.

## Usagers
visitors-title = Usagers
visitor-new = Nouvel usager
visitor-search = Numéro ou nom
visitor-search-hint = Vide : tous les usagers
visitors-none = Personne ne correspond.
visitor-name = Nom
visitor-optional = Facultatif
visitor-birth-year = Année de naissance
visitor-birth-year-wrong = Écrivez une année, par exemple 1958.
visitor-picture = Image choisie (facultatif)
visitor-authorised = Un parent a donné son autorisation
visitor-create = Créer l’usager
column-picture = Image
column-number = Numéro
column-name = Nom
column-used = Aujourd’hui
column-pin = Code secret
pin-reset = Nouveau code
pin-reset-spoken = Nouveau code secret pour l’usager { $number }
pin-reset-yes = Oui, changer
pin-once = Notez-les pour la personne : le code secret ne sera plus affiché.
pin-told = C’est noté

## Sessions
sessions-title = Sessions du jour
sessions-none = Aucune session ce jour-là.
session-runs = En cours
day-before = Jour d’avant
day-after = Jour d’après
day-today = Aujourd’hui
column-start = Début
column-end = Fin
column-station = Poste
column-category = Entrée
column-length = Durée
column-price = Prix
column-cause = Motif de fin
column-erased = Effacement
column-day = Jour
erased = Prouvé
erased-partly = Fait
erased-left = Incomplet
page-previous = Page d’avant
page-next = Page d’après
page-position = Page { $page } sur { $count }
page-no-further = Il n’y a rien plus loin

## Règles
settings-title = Règles d’accès
settings-since = Règles n° { $number }, en place depuis { $date }
settings-changed = Modifiées, pas encore en place
settings-unchanged = Rien n’est modifié
settings-wrong = Corrigez d’abord ce qui est en rouge
settings-effect = Voir l’effet
settings-save = Mettre en place
settings-drop = Abandonner
settings-hours-lead = Écrivez par exemple 9:30-12:00, 14:00-18:00. Un jour vide est fermé.
settings-closures = Fermetures
in-minutes = En minutes.
hours-wrong = « { $part } » n’est pas une plage d’heures. Écrivez par exemple 9:30-12:00.
number-wrong = Écrivez un nombre entier.
session-longest = Session la plus longue
session-granularity = Prolongation
session-shortest = Session la plus courte
session-grace = Pour finir, après l’heure
session-extends = La session se prolonge seule tant que personne n’attend
age-accompanied = Accompagné avant (ans)
age-authorisation = Autorisation avant (ans)
age-consent = Accord parental avant (ans)
ticket-minutes-rule = Minutes d’un ticket
ticket-days-rule = Jours de validité d’un ticket
no-account = Entrer sans compte est permis
closure-from = Premier jour
closure-to = Dernier jour
closure-label = Pourquoi
closure-add = Ajouter une fermeture
effect-title = Effet sur les sept prochains jours
effect-before = Avant
effect-after = Après
effect-changed = Change
effect-changes =
    { $count ->
        [0] Aucun jour ne change
        [one] { $count } jour change
       *[other] { $count } jours changent
    }
effect-rest = Les limites et les âges valent dès la mise en place, pour les nouvelles sessions.
effect-shortened =
    { $count ->
        [one] { $count } session en cours finira plus tôt.
       *[other] { $count } sessions en cours finiront plus tôt.
    }
flaw-time-zone = Le fuseau horaire « { $name } » n’existe pas.
flaw-range-backwards = La plage { $range } finit avant de commencer.
flaw-ranges-overlap = Les plages { $first } et { $second } se recouvrent.
flaw-closure-backwards = Une fermeture finit avant de commencer.
flaw-longest-zero = Une session dure au moins 1 minute.
flaw-longest-over-a-day = Une session dure un jour (1440 minutes) au plus.
flaw-granularity-zero = Une prolongation dure au moins 1 minute.
flaw-granularity-over-longest = Une prolongation ne dépasse pas la session la plus longue.
flaw-shortest-zero = Écrivez au moins 1 minute.
flaw-shortest-over-longest = La session la plus courte dépasse la plus longue.
flaw-quota-below-shortest = Une limite de { $quota } est plus courte que la session la plus courte ({ $shortest }).
flaw-quota-twice = Cette limite est écrite deux fois.
flaw-age = { $age } ans : personne n’a cet âge.
flaw-ticket-zero = Un ticket porte au moins 1 minute.
flaw-ticket-below-shortest = Un ticket porte au moins la session la plus courte ({ $shortest }).
flaw-ticket-days = Un ticket est valable au moins 1 jour.

## Chiffres
export-title = Chiffres
export-lead = Des nombres seulement : aucun nom ne sort de la salle. Un fichier CSV, pour un tableur.
export-from = Du
export-to = Au
export-save = Enregistrer le fichier
export-dates-first = Choisissez d’abord les jours
export-file = chiffres { $from } { $to }
span-day = Aujourd’hui
span-week = Cette semaine
span-month = Ce mois
span-last-month = Le mois dernier
span-year = Cette année

## Calendrier
tab-calendar = Calendrier
calendar-label = Le calendrier : réservations et sessions
calendar-how = Glissez pour réserver ou déplacer. Au clavier : flèches, puis Entrée.
calendar-cell = { $time } : { $what }
calendar-free = libre
calendar-new = Réserver
calendar-week = Du { $from } au { $to }
scale-day = Jour
scale-week = Semaine
week-before = Semaine d’avant
week-after = Semaine d’après
week-all = Tous
time-wrong = Écrivez une heure, par exemple 9h30.
find-hint = Numéro ou nom, puis Entrée
session-over = Session finie
booking = Réservation
booking-held = Réservé
booking-arrived = Arrivé
booking-released = Rendu libre
booking-cancelled = Annulé
booking-who = Pour quel usager ?
booking-who-other = Choisir une autre personne
booking-label = Ou pour quoi ?
booking-label-hint = Par exemple : classe de CM2
booking-time = Heure
booking-shorter = Plus court
booking-longer = Plus long
booking-places = Où ?
booking-any = Un poste : { $tag }
booking-missing-place = Choisissez où
booking-missing-day = Écrivez le jour
booking-missing-time = Écrivez l’heure
booking-missing-who = Choisissez pour qui ou pour quoi
booking-missing-label = Écrivez plus court
booking-go = Réserver
booking-move = Déplacer
booking-nevertheless = Réserver quand même
booking-reason = Quand même, parce que
booking-reason-hint = Cette raison est enregistrée.
booking-series = Plusieurs dates
booking-not-held = Elle ne tient plus de place
booking-give-up = Annuler la réservation
booking-cancel-question = Annuler cette réservation ?
booking-cancel-one = Oui, celle-ci
booking-cancel-later = Celle-ci et les suivantes
booking-keep = Non, la garder
booking-gone = Cette réservation n’est plus là.
repeat = Répéter
repeat-once = Une fois
repeat-day = Chaque jour
repeat-week = Chaque semaine
repeat-times = { $count } fois
repeat-fewer = Une fois de moins
repeat-more = Une fois de plus
notice-booked =
    { $count ->
        [one] C’est réservé.
       *[other] C’est réservé : { $count } réservations.
    }
notice-booking-moved = Déplacé : { $place }, { $moment }.
notice-booking-cancelled = La réservation est annulée.
equipment = Matériel
equipment-none = Aucun matériel à réserver.
equipment-name = Nouveau matériel
equipment-hint = Par exemple : imprimante 3D
equipment-add = Ajouter
equipment-unready = Écrivez d’abord son nom
equipment-retire = Retirer : { $name }
equipment-question = Le retirer ? On ne pourra plus le réserver.
equipment-yes = Oui, retirer
tags = Étiquettes
tags-hint = À séparer par des virgules
tags-other = Autres étiquettes
tags-save = Enregistrer les étiquettes

## File d’attente
queue = File d’attente
queue-empty = Personne n’attend.
queue-about = Vers { $time }
queue-about-unknown = Attente inconnue
queue-missed =
    { $count ->
        [one] { $count } appel sans réponse
       *[other] { $count } appels sans réponse
    }
queue-called = Appelé : { $station }, jusqu’à { $time }
queue-call = Appeler { $alias } : { $station }
queue-remove = Retirer de la file : { $alias }
queue-join = Ajouter une personne
queue-member = Ajouter un usager
notice-joined = { $alias } attend.
tile-called = Appelé : { $alias }
tile-booking = { $time } : { $who }
tile-companions = +{ $count }
companions = Personnes à côté
companions-fewer = Une personne de moins
companions-more = Une personne de plus
price = { $amount } €
price-so-far = { $price } pour l’instant
groups = Groupes
groups-of = Groupes de l’usager { $number }
groups-save = Enregistrer les groupes

notice-hub-interview-ending = L’entretien finit bientôt, et rien ne le prolonge : { $detail }
error-breaks-bookings = Ces règles touchent d’autres réservations. Regardez de nouveau l’effet.
error-not-enough = Il n’y a pas assez de crédit.
error-other-amount = Le montant à encaisser a changé. Rien n’a été encaissé : regardez de nouveau.
error-other-amount-now = Le montant à encaisser a changé : c’est maintenant { $amount }. Rien n’a été encaissé.
error-given-back = De l’argent a déjà été rendu pour cette impression. Regardez de nouveau avant d’en rendre.
error-given-back-so-far = On a déjà rendu { $amount } pour cette impression. Rien de plus n’a été rendu.
error-voucher-seen = Ce bon a déjà été remis.
error-voucher-refused = Ce bon n’est pas accepté : sa date est passée, ou son émetteur n’est pas dans les règles d’accès.
error-bad-calendar = Ce fichier n’est pas un calendrier que l’on puisse lire.
notice-imported =
    { $count ->
        [0] Aucun jour n’a été lu dans ce fichier.
        [one] { $count } période lue. Elle n’est pas encore en place.
       *[other] { $count } périodes lues. Elles ne sont pas encore en place.
    }
notice-imported-closed =
    { $count ->
        [one] La salle serait fermée { $count } jour de plus, le { $from }.
       *[other] La salle serait fermée { $count } jours de plus, du { $from } au { $until }.
    }
notice-imported-long = Attention : { $count } jours fermés à la suite.
notice-imported-every = Attention : la salle n’ouvre plus aucun jour.
notice-imported-left = Laissé de côté : { $what }
notice-not-read = Impossible de lire ce fichier : { $path }. Vérifiez son nom.
flaw-quota-zero = Une limite de 0 minute ne laisse entrer personne.
flaw-end-before-closing = Les sessions finiraient plus tôt qu’elles ne durent.
flaw-children = Aucun enfant de cet âge n’entre.
flaw-companions = Neuf personnes au plus.
flaw-pause = Une pause dure au moins 1 minute.
flaw-left-alone = Laissez au moins 1 minute avant la fin.
flaw-allowance = De 0,01 € à 1 000 €.
flaw-allowance-stations = Un crédit offert vaut sur tous les postes.
flaw-held = De 1 à 480 minutes.
flaw-longest-pages = De 1 à 2 000 pages.
flaw-express = Vingt pages au plus.
flaw-range-minutes = De { $least } à { $most } minutes.
flaw-range-days = De { $least } à { $most } jours.
flaw-range-times = De { $least } à { $most }.
flaw-range-money = De { $least } à { $most }.
flaw-issuer-twice = { $issuer } est écrit deux fois.
flaw-no-holidays = La zone { $zone } n’a pas de vacances ici. Ajoutez-les.
flaw-special-day-twice = Le { $date } est écrit deux fois.
flaw-name-empty = Écrivez un nom.
flaw-quota-days = Tant de jours ne sont pas gardés.
flaw-bonus-zero = Un bonus donne au moins 1 minute.
flaw-bonus-without-quota = Aucune limite ne porte sur cette durée.
flaw-tariff = Un tarif coûte au moins 1 centime.
flaw-slot-granularity = Une heure se divise en pas égaux : 5, 10, 15, 20, 30 ou 60 minutes.
flaw-slot-longest = Écrivez un nombre entier de pas, un jour au plus.
flaw-slots-too-far = C’est trop loin.
flaw-no-booking = Permettez au moins une réservation.
flaw-released = Laissez au moins 1 minute pour arriver.
flaw-answer = Laissez au moins 1 minute pour répondre.
flaw-calls = Appelez au moins une fois.
flaw-days-backwards = Le dernier jour vient avant le premier.

## Règles, section par section
section-wrong = { $section } : à corriger
settings-from = À partir du
settings-from-hint = Vide : tout de suite
settings-coming = Règles n° { $number } à partir du { $date }
settings-hours = Heures
settings-days = Fermetures et vacances
settings-variants = Autres horaires
settings-slots = Réservations
settings-limits = Limites
settings-prices = Prix
settings-printing = Impressions
settings-sessions = Sessions
settings-people = Entrée et âges
list-remove = Retirer
special-days = Jours particuliers
special-days-lead = Un jour dont les heures diffèrent de tout le reste.
special-day-add = Ajouter un jour
special-day-hours = Heures ce jour-là
special-day-hours-hint = Vide : fermé
closures-lead = La salle est fermée, quel que soit le jour.
holidays = Vacances scolaires
holidays-lead = Les autres horaires peuvent en dépendre, par zone.
holiday-add = Ajouter des vacances
holiday-zone = Zone
import-title = Lire un fichier iCalendar
import-lead = Par exemple le calendrier scolaire du ministère. Rien n’est enregistré avant la mise en place.
import-path = Fichier
import-path-hint = Par exemple : /home/claire/zone-b.ics
import-zone-hint = Pour des vacances : A, B ou C
import-unready = Écrivez d’abord où est le fichier
import-no-zone = Écrivez d’abord la zone
import-holidays = Lire comme vacances
import-closures = Lire comme fermetures
variants-lead = Pendant une partie de l’année. Le premier horaire qui convient compte.
variant-add = Ajouter un horaire
variant-holidays = Vacances scolaires
variant-dates = Des dates
slots-allowed = Les usagers réservent eux-mêmes
slots-granularity = Pas des créneaux
slots-longest = Créneau le plus long
slots-released = Libéré si personne ne vient, après
slots-horizon = Jours à l’avance
slots-at-once = Réservations à la fois
queue-allowed = Il y a une file d’attente
queue-answer = Minutes pour répondre à l’appel
queue-calls = Appels avant de sortir de la file
quotas-lead = Toutes ces limites comptent ensemble. En minutes.
quota-add = Ajouter une limite
quota-pooled = Tous les postes ensemble
bonuses = En plus
bonuses-lead = Des minutes en plus des limites de même durée, pour certains.
bonus-add = Ajouter un bonus
per-session = Par session
per-day = Par jour
per-week = Par semaine
per-month = Par mois
per-year = Par an
per-days = Sur plusieurs jours
per-how-many-days = Combien de jours
column-minutes = Minutes
scope-who = Pour :
scope-where = Sur les postes :
scope-member = membres
scope-ticket = tickets
scope-no-account = sans compte
scope-groups = Groupes
prices-lead = Le premier prix qui convient compte. Sans prix, c’est gratuit.
price-add = Ajouter un prix
price-quarter = Prix du quart d’heure commencé
price-hint = En euros, par exemple 0,25
price-free-minutes = Premières minutes gratuites
price-wrong = Écrivez un prix, par exemple 0,25.
release-lead = Quand le visiteur a dit oui.
release-automatic = Imprimer tout de suite
release-mediator = Attendre le médiateur
printing-express = Pages en impression express
printing-express-hint = En noir, payées par le crédit offert. 0 : jamais
printing-held = Minutes d’attente d’un oui
printing-longest = Pages au plus sans le médiateur
allowances = Crédit offert
allowances-lead = Le premier crédit qui convient compte. Ce qui reste à la fin de la période est perdu.
allowance-add = Offrir un crédit
allowance-amount = Crédit offert
desk-rules = Caisse
voucher-issuers = Bons acceptés : qui les donne
voucher-issuers-hint = À séparer par des points-virgules
refund-on-leaving = Le crédit payé est rendu à qui s’en va et le demande
session-before-closing = Fin avant la fermeture
pause = Pause
pause-lead = L’écran est verrouillé, le temps passe. En minutes.
pause-longest = Pause la plus longue
pause-times = Pauses par session
zero-never = 0 : jamais
left-alone = Poste laissé seul
left-alone-lead = L’écran demande s’il y a quelqu’un, se verrouille, puis la session finit. En minutes.
left-alone-ask = Demander après
left-alone-end = Finir ensuite après
companions-most = Personnes à côté, au plus
ages = Âges
ages-lead = En années. 0 : pas de règle.
age-minimum = Âge minimum
age-children = Postes pour enfants : avant
broken-lead =
    { $count ->
        [one] Une réservation ne suit plus ces règles. Choisissez ce qu’elle devient.
       *[other] { $count } réservations ne suivent plus ces règles. Choisissez ce que chacune devient.
    }
broken-keep = Garder
broken-cancel = Annuler
broken-first = Choisissez d’abord pour chaque réservation
override = Le faire quand même
override-reason = Quand même, parce que
override-unready = Écrivez d’abord pourquoi

## Cartes de l’équipe
tab-cards = Cartes
cards-title = Cartes de l’équipe
cards-lead = Avec sa carte et son code secret, chacun ouvre les actions rapides sur un poste, pendant 30 secondes.
card-new = Faire ma carte
card-replaces = Vous avez déjà une carte. Elle n’ouvrira plus rien.
card-new-yes = Faire une autre carte
card-code = Code de la carte, à scanner ou à taper
card-pin = Code secret, à retenir
card-once = Enregistrez la carte et retenez le code secret : ils ne seront plus affichés.
card-save = Enregistrer la carte à imprimer
card-file = carte { $name }
card-title = Carte de l’équipe
column-role = Fonction
column-card = Carte
column-lost = Perdue ?
role-mediator = Médiation
role-coordinator = Coordination
role-technician = Technique
card-me = { $name } (vous)
card-since = depuis { $day }
card-none = sans carte
card-revoke = Désactiver la carte
card-revoke-spoken = Désactiver la carte de { $name }
card-revoke-yes = Oui, la désactiver

## Numérisations
scans-lead = Ces documents sont sortis du scanner. Dites à qui ils sont : on ne voit pas ce qu’il y a dedans.
scans-none = Aucun document du scanner n’attend.
scans-on-their-way =
    { $count ->
        [one] 1 document est en route vers son poste.
       *[other] { $count } documents sont en route vers leur poste.
    }
scan-action = Document numérisé n° { $number } : { $action }
scan-pages =
    { $count ->
        [one] 1 page
       *[other] { $count } pages
    }
size-kb = { $size } ko
size-mb = { $size } Mo
scan-until = Effacé à { $time } si personne ne le prend
scan-why-nobody = Personne n’avait dit « Je vais numériser »
scan-why-several = Plusieurs personnes allaient numériser
scan-why-found = Il était déjà dans le dossier du scanner
scan-why-over = La session de cette personne est finie
scan-why-not-taken = Le poste n’a pas pu l’enregistrer
scan-give = Donner à un poste
scan-give-other = À un autre poste
scan-give-to = Donner à { $who }
scan-whose = À qui est ce document ?
scan-nobody = Personne n’a de session ouverte
scan-delete = Effacer
scan-delete-question = Effacer ce document ? Il faudra le numériser de nouveau.
scan-delete-yes = Oui, l’effacer
scans-left = Des fichiers restent dans le dossier du scanner
scan-left-format =
    { $count ->
        [one] 1 n’est ni un PDF, ni une image JPEG, PNG ou TIFF.
       *[other] { $count } ne sont ni des PDF, ni des images JPEG, PNG ou TIFF.
    }
scan-left-large =
    { $count ->
        [one] 1 est trop gros.
       *[other] { $count } sont trop gros.
    }
scan-left-unfinished =
    { $count ->
        [one] 1 n’est pas arrivé en entier : numérisez de nouveau.
       *[other] { $count } ne sont pas arrivés en entier : numérisez de nouveau.
    }
scan-left-no-file =
    { $count ->
        [one] 1 n’est pas un vrai fichier.
       *[other] { $count } ne sont pas de vrais fichiers.
    }
scan-left-rights =
    { $count ->
        [one] 1 ne peut pas être lu ou retiré : le serveur n’en a pas le droit.
       *[other] { $count } ne peuvent pas être lus ou retirés : le serveur n’en a pas le droit.
    }
scan-left-room =
    { $count ->
        [one] 1 attend : le serveur n’a plus de place.
       *[other] { $count } attendent : le serveur n’a plus de place.
    }
scan-folder = Le scanner ne peut pas être utilisé
scan-folder-missing = Son dossier n’est pas là. Vérifiez qu’il est allumé et relié, puis appelez le technicien. Tout reprend seul quand le dossier revient.
scan-folder-no-rights = Le serveur n’a pas le droit d’utiliser son dossier. Appelez le technicien.
scan-folder-broken = Son dossier ne répond pas. Vérifiez le réseau, puis appelez le technicien. Tout reprend seul quand il répond.

## Impressions
tab-prints = Impressions
tab-prints-count = { $words } : { $count } à voir
prints-title = Impressions
prints-queue = File
prints-printers = Imprimantes
prints-scans =
    { $count ->
        [0] Numérisations
       *[other] Numérisations ({ $count })
    }
prints-loading = La file des impressions arrive…
prints-none = Aucune impression à montrer.
prints-wanted = Chercher : numéro ou image
prints-turn-staff = À vous
prints-turn-way = En route
prints-turn-over = Finies
prints-count = { $turn } : { $count }
print-number = N° { $number }
print-action = Impression n° { $number } : { $action }
print-arriving = Le document arrive
print-counting = Ses pages sont comptées : { $count }, sans doute
print-held = La personne n’a pas encore dit oui
print-awaits-staff = À lancer
print-waits-printer = Attend l’imprimante : { $why }
print-next = La prochaine sur l’imprimante
print-waiting =
    { $count ->
        [one] { $count } impression passe avant
       *[other] { $count } impressions passent avant
    }
print-printing = Sort : { $done } sur { $of }
print-halted = Arrêtée à { $done } sur { $of } : { $why }
print-done =
    { $count ->
        [one] Imprimée : { $count } face
       *[other] Imprimée : { $count } faces
    }
print-stopped =
    { $count ->
        [0] Arrêtée, rien n’est sorti
        [one] Arrêtée après { $count } face
       *[other] Arrêtée après { $count } faces
    }
print-stopped-why = { $stopped } : { $why }
print-unclear = On ne sait pas ce qui est sorti
print-to-check = À vérifier
print-refused = Refusée. { $why }
print-expired = Personne n’a dit oui à temps
print-cancelled = Annulée par la personne
print-incomplete = Document incomplet : à imprimer de nouveau
print-charged = { $charged } payés sur { $quote }
print-given-back = { $amount } rendus
measure-unknown = Pages non comptées
check-counters-disagree = Deux comptages donnent des nombres de pages différents.
check-no-pages = Aucune page n’a pu être comptée.
check-too-large = Des pages sont plus grandes que l’A3.
check-too-many-pages = Il a plus de pages que les règles ne permettent.
check-damaged = Le document est abîmé : des pages manquent peut-être.
check-too-hard = Le document est trop compliqué pour être compté.
check-unsupported = Ce genre de document ne peut pas être compté.
check-not-counted = Le comptage n’a pas abouti.
check-other = Le nombre de pages n’est pas sûr.
print-release = Lancer
print-release-on = Lancer : { $printer }
print-other-price = À un autre prix
print-make-price = Fixer le prix et lancer
print-price = Prix à payer
print-reason = Pourquoi ?
print-price-most = Au plus { $amount } : la personne a dit oui à ce prix.
print-release-at = Lancer à ce prix
print-where = Sur quelle imprimante ?
print-where-first = Choisissez d’abord l’imprimante
print-pay = Encaisser { $amount } et lancer
print-pay-on = Encaisser { $amount } et lancer : { $printer }
print-pay-other = Carte ou chèque
print-refuse-open = Refuser
print-refuse = Refuser l’impression
print-refuse-words = Que dire à la personne ?
print-refuse-hint = Elle le lit sur son écran. Rien ne lui est compté.
print-refuse-unready = Écrivez d’abord que lui dire
print-refuse-long = Ce document est trop long pour être imprimé ici.
print-decide = Dire ce qui est sorti
print-decide-sides = Combien de faces sont sorties ?
print-decide-most =
    { $count ->
        [one] Le document a { $count } face. 0 : rien n’est compté.
       *[other] Le document a { $count } faces. 0 : rien n’est compté.
    }
print-decide-go = Compter ces faces
print-again = Réimprimer
print-refund = Rembourser
refund-amount = Montant à rendre
refund-go = Rendre ce montant
printer-ready = Prête
printer-paused = En pause
printer-waiting =
    { $count ->
        [0] Aucune impression n’attend
        [one] { $count } impression attend
       *[other] { $count } impressions attendent
    }
printers-none = Aucune imprimante n’est encore reliée.
printer-add = Ajouter une imprimante
poster-save = Affiche pour la salle
poster-file = affiche imprimer
poster-title = Imprimer ici
poster-phone = Avec votre téléphone
poster-phone-network = 1. Choisissez le réseau Wi-Fi de la salle.
poster-phone-open = 2. Visez ce dessin avec l’appareil photo, ou tapez l’adresse.
poster-phone-send = 3. Envoyez un PDF ou une photo : la page vous donne un code.
poster-phone-code = 4. Sur un poste : « Mes impressions », « J’ai un code (téléphone) ».
poster-key = Avec une clé USB
poster-key-how = Branchez-la au poste d’impression, puis choisissez un document.
poster-price = Le prix s’affiche avant. Rien ne sort sans votre accord.
printer-new = Nouvelle imprimante
printer-change = Modifier
printer-pause = Mettre en pause
printer-resume = Reprendre
printer-remove = Retirer
printer-remove-question = Retirer cette imprimante ?
printer-remove-yes = Oui, la retirer
printer-name = Nom
printer-name-hint = Par exemple : Laser de l’accueil
printer-name-first = Écrivez d’abord son nom
printer-uri = Adresse
printer-uri-hint = Par exemple : ipp://192.168.1.20/ipp/print
printer-uri-wrong = Écrivez une adresse, par exemple ipp://192.168.1.20/ipp/print.
printer-prices-lead = Prix d’une face, en euros, par exemple 0,15. Vide : l’imprimante ne le fait pas.
printer-black = Noir
printer-colour = Couleur
printer-a3-black = A3 noir
printer-a3-colour = A3 couleur
printer-second = Moins cher au verso, de
printer-duplex = Elle imprime recto verso
printer-save = Enregistrer l’imprimante
tariff-black = noir { $price }
tariff-colour = couleur { $price }
tariff-a3-black = A3 noir { $price }
tariff-a3-colour = A3 couleur { $price }
tariff-second-face = verso { $price } de moins
tile-prints =
    { $count ->
        [one] { $count } impression à voir
       *[other] { $count } impressions à voir
    }

## Caisse
tab-cash = Caisse
cash-title = Caisse
cash-till = Encaisser
cash-day = Recettes
cash-closes = Clôtures
cash-who = Pour qui ?
cash-member = Un usager : numéro ou nom
cash-sitting = À un poste
cash-nobody-sits = Personne n’est à un poste.
cash-anonymous = Sans nom
cash-anonymous-more = Le reçu garde le crédit : sans lui, il est perdu.
cash-anonymous-go = Un nouveau crédit sans nom
cash-purse = Crédit sans nom : numéro sur le reçu
cash-purse-hint = 26 lettres et chiffres, ou scannez le reçu
cash-purse-wrong = Ce numéro a 26 lettres et chiffres. Vérifiez ce que vous avez tapé.
cash-purse-name = Crédit sans nom
cash-new-purse = Nouveau crédit sans nom
cash-other = Une autre personne
cash-ticket = Ticket { $alias }
purse-paid = Crédit
purse-free = Gratuit
purse-reserved = Retenu
purse-reserved-more = pour des impressions en cours
account-loading = Le compte arrive…
account-empty = Aucun mouvement.
account-lines = Mouvements
account-receipts = Reçus
entry-top-up = Crédit ajouté (reçu n° { $receipt })
entry-refund = Remboursement (reçu n° { $receipt })
entry-allowance = Crédit gratuit de la période
entry-allowance-over = Fin du crédit gratuit
entry-print =
    { $sides ->
        [one] Impression n° { $number } : { $sides } face
       *[other] Impression n° { $number } : { $sides } faces
    }
entry-adjustment = Correction : { $reason }
column-when = Quand
column-what = Quoi
column-amount = Montant
column-receipt = Reçu
column-means = Moyen
column-taken = Encaissé
column-given-back = Rendu
column-stays = Reste
column-close = N°
column-staff = Par
column-receipts = Reçus
column-counted = Compté
column-difference = Écart
column-note = Note
top-up-title = Ajouter du crédit
top-up-other = Autre montant
amount-hint = En euros, par exemple 3,50
amount-wrong = Écrivez un montant, par exemple 3,50.
amount-most = Pas plus de { $amount } à la fois.
top-up-go = Encaisser
top-up-give = Encaisser { $amount }
voucher-issuer = Émetteur du bon
voucher-no-issuer = Aucun émetteur de bons n’est dans les règles d’accès.
voucher-serial = Numéro du bon
voucher-expires = Valable jusqu’au
voucher-expires-hint = Vide : sans date
voucher-issuer-first = Choisissez d’abord l’émetteur
voucher-serial-first = Écrivez d’abord le numéro du bon
refund-open = Rendre du crédit
refund-title = Rendre du crédit
refund-means = Rendu en
refund-most = À rendre au plus : { $amount }
refund-none = Rien à rendre : un bon n’est jamais rendu en argent, le reste selon les règles du lieu.
payment-unknown = On ne sait pas si ce paiement est enregistré : { $amount }.
payment-unknown-more = Essayez de nouveau : le même paiement n’est compté qu’une fois.
payment-retry = Essayer de nouveau
payment-drop = Abandonner
payment-first = Finissez d’abord le paiement en attente
notice-receipt-top-up = Encaissé : { $amount } ({ $means }), reçu n° { $number }.
notice-receipt-refund = Rendu : { $amount } ({ $means }), reçu n° { $number }.
notice-day-closed = La caisse est close (n° { $number }).
cash-since = Depuis la dernière clôture ({ $moment })
cash-since-start = Depuis le début
cash-none = Rien n’a été encaissé depuis la dernière clôture.
cash-revenue = Impressions payées : { $amount }
cash-account = Voir le compte du reçu n° { $number }
close-open = Clôturer la caisse
close-title = Clôturer la caisse
close-once = Comptez les espèces de la caisse, sans le fond. Une clôture ne se rouvre pas.
close-counted = Espèces comptées
close-note = Note
close-expected = D’après les reçus : { $amount }
close-exact = Le compte est juste.
close-over = { $amount } de trop.
close-under = Il manque { $amount }.
close-go = Clôturer
close-none = Aucune clôture.
close-receipts-none = aucun
close-receipts = { $first } à { $last }
receipt-save = Enregistrer le reçu
receipt-save-spoken = Enregistrer le reçu n° { $number }
receipt-last = Reçu n° { $number } : { $amount }
receipt-file = reçu { $number }
close-save = Enregistrer
close-save-spoken = Enregistrer la clôture n° { $number }
close-file = clôture { $number }
statement-save = Enregistrer le relevé
statement-file = relevé { $whose }
account-open = Compte
account-of = Compte de l’usager { $number }
ticket-credit = Ajouter du crédit
