### Les phrases du poste. Phrases courtes, « vous », pas de sigle. Le même mot pour la même chose.

## Toujours à portée
back = Retour
text-size = Taille du texte
text-size-spoken =
    { $size ->
        [large] Taille du texte : grande
        [larger] Taille du texte : très grande
        [largest] Taille du texte : la plus grande
       *[normal] Taille du texte : normale
    }
contrast = Contraste
help-call = Appeler le médiateur
help-take-back = Annuler l’appel
help-called = Le médiateur est prévenu. Il arrive.
message-title = Message du médiateur
understood = J’ai compris
hub-away = La salle est coupée du serveur. On ne peut pas entrer.
hub-away-session = La salle est coupée du serveur. Votre session continue.
place = { $room } · { $station }

## Accueil
welcome = Bienvenue
start = Commencer
free = Ce poste est libre
free-until = Ce poste est libre jusqu’à { $time }
booked-now = Ce poste est réservé en ce moment
opens = La salle ouvre { $moment }
today = Aujourd’hui : { $hours }
book = Réserver
queue = Attendre mon tour
called-title = { $alias }, c’est à vous
called-left = Le poste vous attend encore { $left }.
room-all = Toute la salle
room-title = La salle aujourd’hui
room-over = La salle est fermée pour aujourd’hui.
row-free = libre jusqu’à { $time }
row-taken = pris
row-taken-until = pris jusqu’à { $time }
row-closed = fermé
row-free-spans = Libre { $spans }
row-never-free = Pas de place libre aujourd’hui
span = de { $from } à { $until }
waiting =
    { $count ->
        [one] Une personne attend un poste
       *[other] { $count } personnes attendent un poste
    }

## Charte
charter-title = Avant de commencer
charter-lead = Voici la charte de la salle. Prenez le temps de la lire.
charter-accept = J’accepte
charter-refuse = Je n’accepte pas

## Entrée
entry-title = Comment voulez-vous entrer ?
entry-book-title = Qui réserve ?
entry-book-lead = Pour retrouver votre réservation, dites qui vous êtes.
entry-queue-title = Comment voulez-vous attendre ?
entry-queue-lead = On vous appelle quand un poste est libre.
entry-ticket = J’ai un ticket
entry-ticket-more = Tapez ou scannez-le
entry-member = J’ai un numéro
entry-member-more = Avec votre code secret
entry-no-account = Sans compte
entry-no-account-more = Choisissez une image
entry-forgot = J’ai oublié mon code
continue = Continuer
erase = Effacer

ticket-title = Le code de votre ticket
ticket-lead = Tapez les 9 signes, ou scannez le carré noir et blanc du ticket.
ticket-code = Code du ticket
code-short = Il manque des signes. Un code a { $characters } signes.
code-long = Il y a trop de signes. Un code a { $characters } signes.
ticket-mistyped = Un signe n’est pas le bon. Relisez le code du ticket.
keyboard-show = Clavier à l’écran
keyboard-hide = Cacher le clavier

member-title = Votre numéro et votre code secret
member-number = Votre numéro
member-pin = Votre code secret
member-number-wrong = Un chiffre n’est pas le bon. Relisez votre numéro.
member-number-short = Il manque des chiffres. Un numéro a 6 chiffres.
member-pin-short = Il manque des chiffres. Un code secret a 4 chiffres ou plus.

forgot-title = Vous avez oublié votre code ?
forgot-lead = Ce n’est pas grave.
forgot-mediator = Le médiateur peut vous donner un nouveau code, ou un ticket.
forgot-no-account = Vous pouvez aussi entrer sans compte, tout de suite.
forgot-enter = Entrer sans compte

age-title = Quel âge avez-vous ?
age-lead = C’est pour compter les visites. Votre nom n’est pas demandé.
picture-title = Choisissez une image
picture-lead = Ce sera votre nom dans la salle.
picture-again-title = Quelle est votre image ?
picture-again-lead = Choisissez l’image de votre session.
picture-others = D’autres images

## Attente
away-title = Un instant…
away-lead = Le poste se prépare.
deciding-title = Un instant…
deciding-lead = Nous regardons si ce poste est pour vous.
starting-title = Bonjour { $alias } !
starting-lead = Votre espace se prépare.
starting-keep = À la fin, tout sera effacé. Gardez vos documents ailleurs.
ending-title = Au revoir !
ending-lead = Nous effaçons tout ce que vous avez fait ici.
out-title = Ce poste est à l’arrêt
out-lead = Choisissez un autre poste, ou appelez le médiateur.

## Réponses
refused-title = Ce n’est pas possible maintenant
refused-book = Cette réservation n’est pas possible
refused-queue = Attendre n’est pas possible maintenant
refused-next-slot = Prochain créneau possible
refused-next = Prochain accès
refused-next-unknown = Pour savoir quand ce sera possible, demandez au médiateur.
advice-other-station = Essayez un autre poste.
advice-other-ticket = Demandez un autre ticket au médiateur.
advice-come-back = Revenez à ce moment-là.
advice-your-station = Allez au poste où votre session est ouverte, ou terminez-la.
advice-mediator = Parlez-en au médiateur : il peut vous aider.
advice-cancel-another = Annulez d’abord une réservation, ou demandez au médiateur de la déplacer.
advice-other-slot = Choisissez un autre créneau.
unknown-ticket = Ce ticket n’est pas reconnu
unknown-member = Numéro ou code non reconnu
unknown-any = Ce n’est pas reconnu
unknown-lead = Vérifiez ce que vous avez tapé.
unknown-wait = Vous pourrez réessayer dans { $wait }.
throttled-title = Il y a eu trop d’essais
throttled-lead = Attendez { $wait } avant d’essayer encore.
throttled-more = C’est pour protéger les codes de tout le monde.
no-hub-title = La salle est coupée du serveur
no-hub-lead = On ne peut pas entrer pour le moment. Essayez encore plus tard.
no-hub-plan-lead = Rien n’a changé. Essayez encore un peu plus tard.
no-start-title = Votre espace n’a pas démarré
no-start-lead = Ce n’est pas de votre faute. Essayez encore, ou choisissez un autre poste.
retry = Essayer encore
home = Retour à l’accueil
home-session = Retour à ma session

## Session
session-left = Il vous reste
session-until = Jusqu’à { $time }
session-bar = Temps qui reste : { $left }
nobody-title = Personne n’attend
nobody-lead = Votre session continue toute seule. Prenez votre temps.
more-time = Demander plus de temps
more-time-short = Plus de temps
more-time-asking = On demande plus de temps…
more-time-granted = C’est d’accord. Vous avez plus de temps.
more-time-refused = Plus de temps n’est pas possible.
more-time-no-hub = La salle est coupée du serveur. Essayez encore un peu plus tard.
leave = Terminer
warning-title = Il vous reste { $left }
warning-lead = Pensez à garder votre travail.
save-title = Pour garder votre travail
save-usb = Sur une clé USB
save-print = Sur du papier
save-mail = Dans un e-mail à vous
grace-title = Votre temps est fini
grace-lead = Fermez votre travail. Il reste { $left }.
leave-title = Terminer maintenant ?
leave-lead = Tout ce que vous avez fait sur ce poste sera effacé.
leave-keep = Le temps qui reste n’est pas perdu.
leave-yes = Oui, terminer
leave-no = Non, je continue
pause = Pause
back-to-work = Revenir à mon travail
back-to-work-short = Mon travail
last-minute-title = C’est la dernière minute
last-minute-lead = Votre session se termine dans une minute.
last-minute-erased = Ensuite, tout ce que vous avez fait sur ce poste sera effacé.
session-price = { $quarter } par quart d’heure. Jusqu’ici : { $total }.
still-there-title = Vous êtes toujours là ?
still-there-lead = Sans réponse, le poste se verrouille dans { $left }.
still-there-yes = Oui, je suis là
paused-title = { $alias } est en pause
paused-title-neutral = Une session est en pause
paused-asked = Personne ne peut utiliser ce poste.
paused-left-alone = Il n’y avait plus personne. Le poste est verrouillé.
paused-ends = La session se termine dans { $left }.
paused-ends-at = La session se termine dans { $left }, à { $time }.
paused-resume = Reprendre
paused-other-ticket = Ce n’est pas le ticket de cette session
paused-other-picture = Ce n’est pas l’image de cette session
way-back-title = Votre code pour revenir
way-back-lead = Retenez-le ou notez-le. Il ouvre votre session après la pause.
way-back-forgot = Si vous l’oubliez, appelez le médiateur.
way-back-pause = J’ai mon code : pause
resume-code-title = Quel est votre code ?
resume-code-lead = Ce sont les 4 chiffres donnés avant la pause.
resume-code = Votre code pour revenir
resume-code-short = Il manque des chiffres. Le code a 4 chiffres.
paused-other-code = Ce n’est pas le code de cette session

## Numérisations
session-scan = Numériser
scan-title = Numériser un document
scan-wanted = Je vais numériser
scan-go = 1. Allez au scanner de la salle.
scan-do = 2. Posez votre document et lancez la numérisation.
scan-come-back = 3. Revenez à ce poste : votre document est dans le dossier { $folder }.
scan-waits = Ce poste attend le scanner jusqu’à { $time }.
scan-waits-no-more = Ce poste n’attend plus le scanner.
scan-arriving = Votre document arrive…
scan-arrived =
    { $count ->
        [one] 1 document numérisé est dans le dossier { $folder }.
       *[other] { $count } documents numérisés sont dans le dossier { $folder }.
    }
scan-stop = J’ai fini de numériser
scan-no-hub-more = Votre demande n’est pas partie. Essayez encore un peu plus tard.
scan-no-scanner = Le scanner ne peut pas être utilisé
scan-no-scanner-more = Ne numérisez pas maintenant. Parlez-en au médiateur.
scan-no-room = Il n’y a plus de place dans vos dossiers
scan-not-written = Un document n’a pas pu être enregistré
scan-with-staff = Le médiateur a votre document numérisé. Parlez-lui-en.

## Imprimer depuis une clé USB
usb-title = Que voulez-vous imprimer ?
usb-more = Les documents les plus récents sont montrés. Il y en a d’autres sur la clé.
usb-kilo = { $size } ko
usb-mega = { $size } Mo
usb-too-big = Ce document est trop gros (plus de { $most })
usb-looking = Nous regardons votre clé…
usb-looking-lead = Laissez-la branchée.
usb-nothing = Rien à imprimer sur cette clé
usb-nothing-lead = Ici, on imprime les PDF et les photos (JPEG, PNG). Pour un autre document, ouvrez une session sur ce poste.
usb-unreadable = Cette clé ne peut pas être lue
usb-unreadable-lead = Retirez-la et branchez-la encore une fois. Sinon, parlez-en au médiateur.
usb-gone = La clé est retirée
usb-gone-lead = Branchez-la pour imprimer.
usb-gone-prints = Vos impressions sont encore là.
usb-sending = Votre document est envoyé
usb-sending-lead = Laissez la clé branchée. Le prix s’affiche ensuite.
usb-sent = { $percent } % envoyés
usb-stop = Ne pas l’envoyer
usb-not-sent = Votre document n’est pas parti. Essayez encore un peu plus tard.
usb-not-read = Le document n’a pas pu être lu
usb-not-read-more = Laissez la clé branchée et choisissez-le encore une fois.
usb-not-taken = Le document n’a pas pu être pris
usb-other-kind = Ce document ne peut pas être imprimé
usb-formats = Ici, on imprime les PDF et les photos (JPEG, PNG).
usb-ask = Parlez-en au médiateur.
usb-prints = Mes impressions ({ $count })
usb-over = Terminer
usb-back = Retour à la clé
usb-pay = J’ai un ticket ou un numéro
usb-not-recognised = Ce ticket, ou ce numéro avec ce code, n’est pas reconnu
entry-pay-title = Où est votre crédit ?
entry-pay-lead = Sans crédit, payez à l’accueil.

## Impressions
session-prints =
    { $held ->
        [0] Mes impressions
       *[other] Mes impressions ({ $held } à confirmer)
    }
home-session-short = Ma session
prints-title = Mes impressions
prints-none = Vous n’avez encore rien imprimé.
prints-how = Imprimez depuis votre document : le prix s’affiche ici. Rien ne sort sans votre accord.
print-name = Impression { $number }
print-arriving = Votre document arrive
print-arriving-pages =
    { $pages ->
        [one] Une page, sans doute.
       *[other] { $pages } pages, sans doute.
    }
print-arriving-lead = Le prix s’affiche dans un instant.
print-held = À confirmer
print-held-title = Impression { $number } : à confirmer
print-awaits-staff = Le médiateur doit la lancer
print-awaits-staff-lead = Vous avez dit oui. Le médiateur est prévenu.
print-waiting =
    { $ahead ->
        [0] C’est la prochaine à sortir
        [one] Une impression sort avant
       *[other] { $ahead } impressions sortent avant
    }
print-on = À prendre ici : { $printer }
print-printing = Elle sort : { $done } sur { $of }
print-trouble = Imprimante : { $trouble }.
print-trouble-lead = Le médiateur est prévenu. Votre impression attend.
print-done = C’est imprimé
print-came-out =
    { $sides ->
        [0] Rien n’est sorti.
        [one] 1 page est sortie.
       *[other] { $sides } pages sont sorties.
    }
print-debited = Débité : { $amount }.
print-nothing-debited = Rien n’est débité.
print-stopped = L’impression s’est arrêtée
print-unclear = Nous ne savons pas ce qui est sorti
print-unclear-lead = Le médiateur regarde avec vous. Rien n’est débité avant.
print-to-check = Le médiateur doit la vérifier
print-to-check-lead = Ses pages n’ont pas pu être comptées. Rien n’est débité.
print-refused = Elle ne peut pas être imprimée
print-expired = Trop tard pour confirmer
print-again = Imprimez de nouveau votre document.
print-cancelled = Elle ne sort pas
print-incomplete = Le document n’est pas arrivé en entier
print-confirm = Imprimer ({ $price })
print-confirm-free = Imprimer (gratuit)
print-cancel = Ne pas imprimer
print-cancel-short = Annuler
print-price = Prix
print-before = Votre crédit
print-after = Il vous restera
print-missing = Il vous manque
print-not-enough = Il vous manque { $missing }
print-pay = Payez à l’accueil : dites « impression { $number } ».
print-price-changed = Le prix a changé
print-price-changed-more = Voici le nouveau prix. Rien n’est débité.
print-gone = Cette impression n’attend plus
print-gone-more = Rien n’a changé. Elle est montrée comme elle est maintenant.
phone-wanted = J’ai un code (téléphone)
phone-wanted-short = J’ai un code
phone-title = Un document de votre téléphone
phone-lead = Envoyez-le depuis la page d’impression de la salle, puis tapez ici le code qu’elle vous donne.
phone-open = Sur votre téléphone, avec le réseau de la salle, ouvrez :
phone-then = Envoyez votre document, puis tapez ici le code que la page vous donne.
phone-qr = Adresse de la page, à lire avec l’appareil photo
phone-code = Code du document
phone-mistyped = Un signe n’est pas le bon. Relisez le code sur votre téléphone.
phone-unknown = Ce code n’est pas reconnu
phone-unknown-more = Un code sert une seule fois, pendant une heure. Sinon, envoyez le document de nouveau. Prochain essai dans { $wait }.
phone-throttled = Trop d’essais
phone-throttled-more = Prochain essai dans { $wait }.
print-too-many = Trop d’impressions attendent
print-too-many-more = Confirmez-en ou annulez-en, puis tapez de nouveau le code.
print-no-hub-more = Rien n’a changé. Essayez encore un peu plus tard.
print-nowhere = Aucune imprimante ne peut l’imprimer. Parlez-en au médiateur.
print-express = Impression express : offerte, elle sort tout de suite.
print-released-by-staff = Ensuite, le médiateur la lance.
print-covered = C’est offert par la salle.
print-not-now = ne peut pas imprimer maintenant
print-at-once = tout de suite
print-wait = dans { $wait } environ
leave-prints =
    { $count ->
        [one] 1 impression n’est pas confirmée : elle ne sortira pas.
       *[other] { $count } impressions ne sont pas confirmées : elles ne sortiront pas.
    }
leave-prints-show = Voir mes impressions
leave-credit = Il vous reste { $amount } de crédit. Demandez cet argent à l’accueil avant de partir.

## Crédit
purse-open = Mon crédit : { $amount }
purse-title = Mon crédit
purse-lead = Pour ajouter du crédit, payez à l’accueil.
purse-paid = Votre argent
purse-free = Offert par la salle
purse-reserved = Réservé
receipts-none = Vous n’avez pas encore de reçu.
receipt-name = Reçu { $number }
receipt-what = { $kind }, { $means }
receipts-newer = Reçus plus récents
receipts-older = Reçus plus anciens
receipts-page = page { $page } sur { $pages }
receipts-no-further = Il n’y en a plus.

## Réserver
plan-asking = Nous regardons.
place-here = Ce poste
place-interview = Salle d’entretien
place-accessible = Poste accessible
place-children = Poste pour enfants
place-colour-printing = Impression en couleur
day-today = Aujourd’hui
day-tomorrow = Demain
book-day-title = Pour quel jour ?
book-day-closed = fermé
book-other-days = D’autres jours
book-time-title = À quelle heure ?
book-for = { $date } · { $place }
book-none-title = Réserver n’est pas possible maintenant
book-no-other-time = Aux autres heures, il n’y a plus de place.
book-held = { $when } · { $place }
book-no-time = Il n’y a plus de place ce jour-là.
book-length-title = Combien de temps ?
book-at = { $date } à { $time }
book-until = jusqu’à { $time }
book-span = { $span } ({ $length })
book-confirm-title = C’est bien cela ?
book-confirm = Oui, je réserve
book-other = Choisir un autre créneau
booked-title = C’est réservé
booked-late = Venez à l’heure. En cas de retard, la place est donnée.
booking-when = { $date }, { $span }
mine-title = Mes réservations
mine-count =
    { $count ->
        [0] Mes réservations
       *[other] Mes réservations ({ $count })
    }
mine-none = Vous n’avez pas de réservation.
mine-book = Réserver un créneau
mine-cancel = Annuler
mine-cancel-spoken = Annuler : { $when }
cancel-title = Annuler cette réservation ?
cancel-yes = Oui, annuler
cancel-no = Non, je la garde
cancelled-title = C’est annulé
cancelled-lead = La place est libre pour quelqu’un d’autre.
gone-title = Cette réservation n’existe plus
gone-lead = Elle est passée, ou déjà annulée.

## Attendre son tour
queue-next = Vous êtes le prochain
queue-place = Votre place dans la file : { $place }
queue-about = Environ { $wait } d’attente
queue-soon = C’est bientôt à vous
queue-unknown = Nous ne savons pas encore combien de temps.
queue-called = C’est à vous : { $station }
queue-called-until = Le poste vous attend jusqu’à { $time }.
queue-lead = On vous appelle par cette image. Restez près de la salle.
queue-leave = Ne plus attendre
queue-leave-title = Ne plus attendre ?
queue-leave-lead = Vous perdez votre place.
queue-leave-yes = Oui, je n’attends plus
queue-leave-no = Non, j’attends
left-queue-title = Vous n’attendez plus

## Écran au mur
wall-called-title = C’est à vous
wall-queue = En attente
wall-nobody = Personne n’attend
wall-others =
    { $count ->
        [one] et 1 autre personne
       *[other] et { $count } autres personnes
    }
wall-free = Postes libres
wall-none-free = Aucun poste libre
wall-free-more = { $named } et { $count } autres

## Bandeau de la session
bar-left = Il vous reste { $left }
bar-near = Il vous reste { $left }. Gardez votre travail.
bar-last = Dernière minute ! Gardez votre travail.
bar-nobody = Personne n’attend : votre session continue.
bar-closing = Votre temps est fini. Fermez votre travail. Il reste { $left }.
bar-closing-short = Fermez votre travail : { $left }
bar-room = { $time } · presque plus de place : copiez sur une clé
bar-room-short = Presque plus de place
bar-print-to-confirm = Impression à confirmer
bar-print-trouble = Un souci d’impression
bar-scans =
    { $count ->
        [one] 1 document numérisé
       *[other] { $count } documents numérisés
    }
bar-menu = Menu
bar-menu-spoken = Menu : plus de temps, pause, terminer

## Pour l’équipe
staff-wanted = Pour l’équipe
staff-card-title = Carte de l’équipe
staff-card-lead = Scannez votre carte, ou tapez ses 16 signes.
staff-card-code = Code de la carte
staff-card-wrong = Ce n’est pas le code d’une carte. Relisez-le.
staff-pin-title = Votre code secret
staff-pin-lead = Il ouvre les actions rapides pendant 30 secondes.
staff-pin = Code secret de la carte
staff-pin-short = Il manque des chiffres.
staff-unknown-title = Carte ou code non reconnu
staff-unknown-lead = Vérifiez la carte et le code secret.
staff-no-hub-lead = Sans le serveur, une carte n’ouvre rien.
staff-title = Bonjour { $name }
staff-left =
    { $count ->
        [one] Cet écran se ferme dans 1 seconde
       *[other] Cet écran se ferme dans { $count } secondes
    }
staff-open = Ouvrir ce poste
staff-open-more = Pour { $length }
staff-let-back = Laisser revenir
staff-let-back-more = À la session en pause
staff-extend = Ajouter { $length }
staff-extend-more = À la session en cours
staff-move = Changer de poste
staff-move-more = Elle continue ailleurs
staff-end = Terminer la session
staff-end-more = Tout sera effacé
staff-pin-new = Nouveau code
staff-pin-new-more = Pour un numéro
staff-close = Fermer
staff-move-title = Vers quel poste ?
staff-move-none = Aucun autre poste n’est libre.
staff-number-title = Pour qui ?
staff-number = Numéro de la personne
staff-number-here = La personne de ce poste
staff-end-title = Terminer cette session ?
staff-end-no = Non, elle continue
staff-insist = Passer outre, parce que :
staff-reason-urgent = Démarche urgente
staff-reason-workshop = Atelier ou rendez-vous
staff-reason-fault = Panne de notre côté
staff-reason-other = Autre raison
staff-not-now-lead = Le poste ne s’y prête pas en ce moment.
staff-no-member-title = Personne n’a ce numéro
staff-no-member-lead = Relisez le numéro. Sans numéro, il n’y a pas de code secret.
staff-new-pin-title = Nouveau code secret
staff-new-pin-lead = Pour le numéro { $number }. Notez-le : il ne sera plus montré.
staff-new-pin-noted = C’est noté
staff-maintain = Console technique
staff-maintain-more = Pour 15 minutes
staff-not-free-lead = Attendez que la session soit finie et effacée.
staff-no-terminal-lead = Ce poste n’a pas d’écran pour une console technique.
