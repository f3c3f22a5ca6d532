import {
  Done,
  EntryLink,
  NewParticipant,
  Participant,
  ParticipantParams,
  ParticipantsQuery,
} from '@anteroom/contract/api/participants'
import { EraseQuery } from '@anteroom/contract/api/retention'
import { SessionParams } from '@anteroom/contract/api/sessions'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { declareAnswers } from '../../http/access.ts'
import { teamCaller } from '../../http/authentication.ts'
import { operation } from '../../http/openapi.ts'
import type { RetentionService } from '../../retention/service.ts'
import { leaveOutUnset } from '../unset.ts'
import type { Participants } from './service.ts'

export function participantRoutes(participants: Participants, retention: RetentionService) {
  return async (instance: FastifyInstance) => {
    const scope = instance.withTypeProvider<TypeBoxTypeProvider>()
    leaveOutUnset(scope)

    scope.post(
      '/sessions/:session_id/participants',
      {
        config: { permission: 'participants' },
        schema: {
          ...operation(
            'Participants',
            'addParticipant',
            'Add a participant',
            'Also while the session runs, not once it is over.',
          ),
          params: SessionParams,
          body: NewParticipant,
          response: declareAnswers(Participant, 'session-over', 'conflict'),
        },
      },
      async (request) => {
        const { body, params, unknownMembers } = request
        return participants.add(teamCaller(request), params.session_id, body, unknownMembers)
      },
    )

    scope.get(
      '/participants/:participant_id',
      {
        config: { permission: 'participants', reads: 'participant.read' },
        schema: {
          ...operation('Participants', 'getParticipant', 'Read a participant'),
          params: ParticipantParams,
          querystring: ParticipantsQuery,
          response: declareAnswers(Participant),
        },
      },
      async (request) => {
        const { deleted_participants } = request.query
        return participants.get(teamCaller(request), request.params.participant_id, deleted_participants ?? false)
      },
    )

    scope.put(
      '/participants/:participant_id',
      {
        config: { permission: 'participants' },
        schema: {
          ...operation(
            'Participants',
            'updateParticipant',
            'Change a participant',
            'Only what is given is changed; null takes away what may be missing. While a call runs its last host stays one: make somebody else a host first.',
          ),
          params: ParticipantParams,
          body: NewParticipant,
          response: declareAnswers(Participant, 'conflict', 'session-over'),
        },
      },
      async (request) => {
        const { body, params, unknownMembers } = request
        return participants.change(teamCaller(request), params.participant_id, body, unknownMembers)
      },
    )

    scope.delete(
      '/participants/:participant_id',
      {
        config: { permission: 'participants' },
        schema: {
          ...operation(
            'Participants',
            'removeParticipant',
            'Remove a participant',
            'Their link stops working at once, in the call too. The last host may be removed as well: whoever waits is told that nobody can let them in, until somebody is a host again. With `erase`, what the seat holds about a person goes as well; not while they are in the call. Once the session is over and its call as well, what happened in it stays as it was: only `erase` takes a participant out.',
          ),
          params: ParticipantParams,
          querystring: EraseQuery,
          response: declareAnswers(Done, 'conflict', 'session-over'),
        },
      },
      async (request) => {
        const { participant_id } = request.params
        if (request.query.erase) await retention.eraseParticipant(teamCaller(request), participant_id)
        else await participants.remove(teamCaller(request), participant_id)
        return { ok: true as const }
      },
    )

    scope.post(
      '/participants/:participant_id/link',
      {
        schema: {
          ...operation(
            'Participants',
            'renewEntryLink',
            'Make a new entry link',
            'The one before stops working at once, in the call too. Not once the session is over.',
          ),
          params: ParticipantParams,
          response: declareAnswers(EntryLink, 'session-over'),
        },
      },
      async (request) => participants.renewLink(teamCaller(request), request.params.participant_id),
    )

    scope.delete(
      '/participants/:participant_id/link',
      {
        schema: {
          ...operation(
            'Participants',
            'revokeEntryLink',
            'Take the entry link back',
            'It stops working at once, in the call too. The seat stays, and nobody gets in until a new link is made.',
          ),
          params: ParticipantParams,
          response: declareAnswers(Done),
        },
      },
      async (request) => {
        await participants.revokeLink(teamCaller(request), request.params.participant_id)
        return { ok: true as const }
      },
    )
  }
}
