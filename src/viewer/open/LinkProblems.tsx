import { captureTexts } from '#texts/captures.ts';
import type { Locale } from '#locale/locale.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { useStore } from '#viewer/page/use-store.ts';

const mostListed = 8;

/** What of the link was not understood, and that the rest is shown. */
export function LinkProblems({ locale }: { locale: Locale }) {
  const problems = useStore(pageView, () => pageView.problems);
  if (problems.length === 0) return null;
  const texts = captureTexts[locale];
  const newer = problems.find((problem) => problem.code === 'link-newer');
  const rest = problems.filter((problem) => problem.code !== 'link-newer');
  return (
    <div class="cb-remark" role="status">
      {newer && <p>{texts.linkNewer(newer.params.version)}</p>}
      {rest.length > 0 && (
        <>
          <p>{texts.linkProblems}</p>
          <ul>
            {rest.slice(0, mostListed).map((problem, index) => (
              <li key={index}>{texts.linkProblem(problem)}</li>
            ))}
            {rest.length > mostListed && <li>{texts.moreLinkProblems(rest.length - mostListed)}</li>}
          </ul>
        </>
      )}
    </div>
  );
}
