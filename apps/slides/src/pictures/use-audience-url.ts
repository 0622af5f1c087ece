/** Where the audience follows: the page that this deck was served from, without the presenter's. */
export function useAudienceUrl(): string {
  return `${window.location.origin}/`;
}
