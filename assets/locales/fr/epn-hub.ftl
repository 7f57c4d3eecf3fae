### La page que la salle montre aux téléphones. Phrases courtes, « vous », pas de sigle inutile.

phone-title = Imprimer depuis votre téléphone
phone-document = Votre document
phone-kinds = Un PDF, ou une photo JPEG ou PNG. { $most } Mo au plus.
phone-send = Envoyer
phone-then = Ensuite
phone-then-code = Cette page vous donne un code.
phone-then-type = Sur un poste, ouvrez « Mes impressions », puis « J’ai un code (téléphone) ».
phone-then-price = Le prix s’affiche. Rien ne sort sans votre accord.
phone-erased = Le document est effacé dès qu’il est imprimé, et au plus tard une heure après l’envoi si personne ne tape le code. Son nom n’est pas gardé.
phone-open-network = D’autres personnes du réseau pourraient lire ce que vous envoyez. Pour un document très personnel, ouvrez-le plutôt sur un poste.

phone-code-title = Votre code
phone-code-spelled = Le code, signe par signe : { $code }.
phone-code-next = Sur un poste de la salle :
phone-code-open = Ouvrez « Mes impressions ».
phone-code-choose = Choisissez « J’ai un code (téléphone) ».
phone-code-type = Tapez ce code.
phone-code-once = Il sert une seule fois, pendant une heure. Gardez cette page ouverte : le code n’est montré qu’ici.
phone-again = Envoyer un autre document

phone-refused = Le document n’est pas envoyé
phone-refused-no-file = Choisissez d’abord un document.
phone-refused-other-kind = Ce n’est ni un PDF, ni une photo JPEG ou PNG. Dans l’application où il est ouvert, cherchez « Exporter en PDF », ou faites une capture d’écran et envoyez-la.
phone-refused-too-big = Il est trop lourd : { $most } Mo au plus. Envoyez-le en plusieurs parties, ou ouvrez-le sur un poste.
phone-refused-broken = Il n’est pas arrivé en entier. Restez près de la salle et envoyez-le de nouveau.
phone-refused-too-often = Vous avez envoyé beaucoup de documents. Attendez une minute, puis envoyez-le de nouveau.
phone-refused-full = Trop de documents attendent déjà. Réessayez dans quelques minutes, ou demandez au médiateur.
phone-refused-trouble = La salle n’a pas pu le garder. Réessayez dans quelques minutes, ou demandez au médiateur.
