/** The query that an explorer opens with: who the viewer is, and what there is to do. */
export const firstQuery = `# Sign in as somebody, then run this: who am I, and what is there to do?
query Start {
  viewer {
    displayName
    email
    accounts(first: 5) {
      nodes {
        id
        publisherId
        displayName
        banner {
          kind
          message
        }
        migration {
          id
          status
          awaiting
          viewerActions
        }
      }
    }
  }
}
`;
