### Ce que tous les programmes disent de la même façon. Phrases courtes, « vous », pas de sigle.

## Heures et dates
hour = { $hour } h
time = { $hour } h { $minute }
midnight = minuit
moment-today = à { $time }
moment-tomorrow = demain à { $time }
moment-weekday = { $day } à { $time }
moment-date = le { $date } à { $time }
date = { $weekday } { $day }
day-first = 1er
day-of-year = { $day } { $month }
seconds =
    { $count ->
        [one] { $count } seconde
       *[other] { $count } secondes
    }
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
hours =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
hours-minutes = { $hours } h { $minutes }
hours-range = { $start } – { $end }
hours-and = { $before } et { $last }
closed-today = Fermé aujourd’hui
closed-because = Fermé : { $why }
monday = lundi
tuesday = mardi
wednesday = mercredi
thursday = jeudi
friday = vendredi
saturday = samedi
sunday = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

## Décisions
granted-until = Vous pouvez utiliser ce poste jusqu’à { $time }.
next-access = Prochain accès : { $moment }.
next-unknown = Demandez au médiateur quand ce sera possible.
limit-session-length = Une session dure { $length } au plus.
limit-closing = Fin à { $time } : la salle ferme.
limit-ticket = Il reste { $length } sur votre ticket.
limit-held = Ce poste est réservé à partir de { $time }.
limit-staff = Le médiateur a ouvert ce poste pour { $length }.
limit-booking = Vous avez réservé ce poste jusqu’à { $time }.
bonus-session = Vous avez { $length } de plus par session : { $why }.
bonus-day = Vous avez { $length } de plus par jour : { $why }.
bonus-week = Vous avez { $length } de plus par semaine : { $why }.
bonus-month = Vous avez { $length } de plus par mois : { $why }.
bonus-days = Vous avez { $length } de plus sur { $days } jours : { $why }.
quota-session = Vous avez utilisé { $used } minutes sur { $allowed } pour cette session.
quota-day = Vous avez utilisé { $used } minutes sur { $allowed } aujourd’hui.
quota-week = Vous avez utilisé ou réservé { $used } minutes sur { $allowed } cette semaine.
quota-month = Vous avez utilisé ou réservé { $used } minutes sur { $allowed } ce mois-ci.
quota-days = Vous avez utilisé ou réservé { $used } minutes sur { $allowed } en { $days } jours.
refusal-closed = La salle est fermée.
refusal-closed-until = La salle est fermée. Elle ouvre { $moment }.
refusal-closes-soon = La salle ferme bientôt, à { $time }. Il ne reste pas assez de temps pour commencer.
refusal-closure = La salle est fermée : { $why }.
refusal-ticket-spent = Les { $length } de votre ticket sont utilisées.
refusal-ticket-expired = Votre ticket n’est plus valable depuis le { $date }.
refusal-busy = Ce poste est déjà pris.
refusal-busy-until = Ce poste est pris jusqu’à { $time }.
refusal-held = Ce poste est réservé de { $from } à { $until }.
refusal-out-of-service = Ce poste est en panne ou à l’arrêt.
refusal-already-in = Vous avez déjà une session ouverte : { $station }.
refusal-no-account = Ici, il faut un ticket ou un compte. Le médiateur vous en donne un.
refusal-accompanied = Avant { $age } ans, il faut venir avec un adulte.
refusal-authorisation = Avant { $age } ans, il faut l’autorisation d’un parent. Parlez-en au médiateur.
refusal-called = Ce poste attend une personne appelée, jusqu’à { $time }.
refusal-too-young = Il faut avoir { $age } ans pour utiliser un poste.
refusal-for-children = Ce poste est pour les moins de { $age } ans.
refusal-booking-not-allowed = Ici, on ne réserve pas. Prenez un poste libre.
refusal-slot-past = Cette heure est déjà passée.
refusal-slot-too-far =
    { $days ->
        [0] On ne peut réserver que pour aujourd’hui.
        [one] On peut réserver { $days } jour à l’avance au plus.
       *[other] On peut réserver { $days } jours à l’avance au plus.
    }
refusal-slot-empty = Choisissez une durée.
refusal-slot-too-long = On peut réserver { $length } au plus.
refusal-slot-off-grid = Les réservations vont de { $length } en { $length }.
refusal-slot-skipped = Ce jour-là, { $time } n’existe pas : on passe à l’heure d’été.
refusal-slot-closed = La salle n’est pas ouverte pendant tout ce temps.
refusal-slot-closed-until = La salle n’est pas ouverte pendant tout ce temps. Elle ouvre ensuite { $moment }.
refusal-slot-taken = C’est déjà réservé de { $from } à { $until }.
refusal-slot-own = Vous avez déjà réservé de { $from } à { $until }.
refusal-too-many-bookings =
    { $held ->
        [one] Vous avez déjà { $held } réservation, sur { $allowed } possible.
       *[other] Vous avez déjà { $held } réservations, sur { $allowed } possibles.
    }
refusal-nothing-such = Il n’y a rien de ce genre ici : { $tag }.
refusal-no-queue = Ici, il n’y a pas de file d’attente.
refusal-queue-full = La file d’attente est pleine : { $waiting } personnes attendent déjà.
refusal-somebody-waits =
    { $count ->
        [one] Une personne attend un poste.
       *[other] { $count } personnes attendent un poste.
    }

## Fins de session
end-time-up = Temps écoulé
end-visitor-left = Départ de l’usager
end-by-staff = Terminée par le médiateur
end-moved = Déplacée sur un autre poste
end-idle = Poste laissé seul
end-closing = Fermeture de la salle
end-station-fault = Panne du poste
end-power-lost = Coupure de courant

## Postes
phase-locked = Libre
phase-starting = Démarrage
phase-active = Occupé
phase-paused = En pause
phase-grace = Fin proche
phase-resetting = Effacement
phase-out-of-service = Hors service
out-staff = Le médiateur a mis ce poste à l’arrêt.
out-staff-note = Le médiateur a mis ce poste à l’arrêt : { $note }
out-leftovers =
    { $count ->
        [one] L’effacement n’est pas complet : 1 trace reste. Le poste est bloqué.
       *[other] L’effacement n’est pas complet : { $count } traces restent. Le poste est bloqué.
    }
out-session-fails = L’espace de travail ne démarre pas.
out-journal = Le disque du poste est plein ou en panne.
reset-proved = Tout a été effacé et vérifié.
reset-unproved =
    { $count ->
        [one] Effacé ; 1 contrôle n’est pas possible sur ce poste.
       *[other] Effacé ; { $count } contrôles ne sont pas possibles sur ce poste.
    }
reset-left =
    { $count ->
        [one] Attention : 1 trace reste.
       *[other] Attention : { $count } traces restent.
    }

## Personnes
category-member = Membre
category-ticket = Ticket
category-no-account = Sans compte
category-staff = Ouvert par le médiateur
age-under-12 = Moins de 12 ans
age-12-17 = 12 à 17 ans
age-18-24 = 18 à 24 ans
age-25-39 = 25 à 39 ans
age-40-59 = 40 à 59 ans
age-60-69 = 60 à 69 ans
age-70-plus = 70 ans et plus
age-unsaid = Je ne le dis pas

## Images
alias-apple = Pomme
alias-anchor = Ancre
alias-balloon = Ballon
alias-bell = Cloche
alias-bike = Vélo
alias-boat = Bateau
alias-book = Livre
alias-bread = Pain
alias-butterfly = Papillon
alias-cat = Chat
alias-cherry = Cerise
alias-cloud = Nuage
alias-dog = Chien
alias-feather = Plume
alias-fish = Poisson
alias-flower = Fleur
alias-guitar = Guitare
alias-house = Maison
alias-key = Clé
alias-leaf = Feuille
alias-moon = Lune
alias-star = Étoile
alias-sun = Soleil
alias-umbrella = Parapluie
