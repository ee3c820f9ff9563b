; The actions of a household, for generated houses. They mean what those of ALFRED's text domain mean, and keep its names,
; so that these houses can be played under the official domain as well.

(define (domain alfred)
(:requirements :adl :typing :action-costs)
(:types agent location receptacle object rtype otype)

(:predicates
  ; what never changes
  (receptacleAtLocation ?r - receptacle ?l - location)
  (receptacleType ?r - receptacle ?t - rtype)
  (objectType ?o - object ?t - otype)
  (canContain ?rt - rtype ?ot - otype)
  (openable ?r - receptacle)
  (pickupable ?o - object)
  (cleanable ?o - object)
  (heatable ?o - object)
  (coolable ?o - object)
  (toggleable ?o - object)
  (sliceable ?o - object)
  (isReceptacleObject ?o - object)
  (inReceptacleObject ?inner - object ?outer - object)
  ; what actions change
  (atLocation ?a - agent ?l - location)
  (opened ?r - receptacle)
  (inReceptacle ?o - object ?r - receptacle)
  (objectAtLocation ?o - object ?l - location)
  (holds ?a - agent ?o - object)
  (holdsAny ?a - agent)
  (isClean ?o - object)
  (isHot ?o - object)
  (isCool ?o - object)
  (isOn ?o - object)
  (isToggled ?o - object)
  (isSliced ?o - object)
  ; what the player has looked at
  (checked ?x - object)
)
(:functions (total-cost) - number)

; Looking

(:action look
  :parameters (?a - agent ?l - location)
  :precondition (atLocation ?a ?l)
  :effect (checked ?l)
)

(:action inventory
  :parameters (?a - agent)
  :precondition ()
  :effect (checked ?a)
)

(:action examineReceptacle
  :parameters (?a - agent ?r - receptacle)
  :precondition (exists (?l - location) (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l)))
  :effect (checked ?r)
)

; Only what is in the hand: in the official domain the condition for things nearby is never true.
(:action examineObject
  :parameters (?a - agent ?o - object)
  :precondition (holds ?a ?o)
  :effect (checked ?o)
)

; Moving; nobody goes to where they stand, because an action without effect does not exist

(:action GotoLocation
  :parameters (?a - agent ?lStart - location ?lEnd - location ?r - receptacle)
  :precondition (and (atLocation ?a ?lStart) (receptacleAtLocation ?r ?lEnd))
  :effect (and (atLocation ?a ?lEnd) (not (atLocation ?a ?lStart)) (increase (total-cost) 1))
)

; Doors

(:action OpenObject
  :parameters (?a - agent ?l - location ?r - receptacle)
  :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (openable ?r) (not (opened ?r)))
  :effect (and (opened ?r) (checked ?r) (increase (total-cost) 1))
)

(:action CloseObject
  :parameters (?a - agent ?l - location ?r - receptacle)
  :precondition (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (openable ?r) (opened ?r))
  :effect (and (not (opened ?r)) (increase (total-cost) 1))
)

; Hands

(:action PickupObject
  :parameters (?a - agent ?l - location ?o - object ?r - receptacle)
  :precondition (and
    (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (inReceptacle ?o ?r)
    (or (opened ?r) (not (openable ?r)))
    (pickupable ?o) (not (holdsAny ?a)))
  :effect (and
    (holds ?a ?o) (holdsAny ?a)
    (not (inReceptacle ?o ?r)) (not (objectAtLocation ?o ?l))
    (increase (total-cost) 1))
)

(:action PutObject
  :parameters (?a - agent ?l - location ?o - object ?r - receptacle ?ot - otype ?rt - rtype)
  :precondition (and
    (holds ?a ?o) (atLocation ?a ?l) (receptacleAtLocation ?r ?l)
    (or (opened ?r) (not (openable ?r)))
    (objectType ?o ?ot) (receptacleType ?r ?rt) (canContain ?rt ?ot))
  :effect (and
    (inReceptacle ?o ?r) (objectAtLocation ?o ?l)
    (not (holds ?a ?o)) (not (holdsAny ?a))
    (increase (total-cost) 1))
)

; Changing what is held; no door needs to be open for it

(:action CleanObject
  :parameters (?a - agent ?l - location ?r - receptacle ?o - object)
  :precondition (and (holds ?a ?o) (cleanable ?o) (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (receptacleType ?r SinkBasinType))
  :effect (and (isClean ?o) (increase (total-cost) 5))
)

(:action HeatObject
  :parameters (?a - agent ?l - location ?r - receptacle ?o - object)
  :precondition (and (holds ?a ?o) (heatable ?o) (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (receptacleType ?r MicrowaveType))
  :effect (and (isHot ?o) (not (isCool ?o)) (increase (total-cost) 5))
)

(:action CoolObject
  :parameters (?a - agent ?l - location ?r - receptacle ?o - object)
  :precondition (and (holds ?a ?o) (coolable ?o) (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (receptacleType ?r FridgeType))
  :effect (and (isCool ?o) (not (isHot ?o)) (increase (total-cost) 5))
)

; Things in reach

(:action ToggleObject
  :parameters (?a - agent ?l - location ?o - object ?r - receptacle)
  :precondition (and (toggleable ?o) (inReceptacle ?o ?r) (atLocation ?a ?l) (receptacleAtLocation ?r ?l))
  :effect (and
    (isToggled ?o)
    (when (isOn ?o) (not (isOn ?o)))
    (when (not (isOn ?o)) (isOn ?o))
    (increase (total-cost) 5))
)

(:action SliceObject
  :parameters (?a - agent ?l - location ?co - object ?ko - object)
  :precondition (and
    (holds ?a ?ko) (or (objectType ?ko KnifeType) (objectType ?ko ButterKnifeType))
    (sliceable ?co) (atLocation ?a ?l) (objectAtLocation ?co ?l))
  :effect (and (isSliced ?co) (increase (total-cost) 5))
)
)
