import { captureTexts } from '#texts/captures.ts';
import type { Locale } from '#locale/locale.ts';
import { pageView } from '#viewer/page/page-view.ts';
import { useStore } from '#viewer/page/use-store.ts';

const mostListed = 8;

/** What of the link was not understood, and that the rest is shown. */
export function LinkProblems({ locale }: { locale: Locale }) {
  const problems = useStore(pageView, () => pageView.problems);
  const texts = captureTexts[locale];
  const newer = problems.find((problem) => problem.code === 'link-newer');
  const rest = problems.filter((problem) => problem.code !== 'link-newer');
  // It is there without a problem too: in the page as it was built, the first element would else be another, whose class
  // stays when the page comes alive.
  return (
    <div class="cb-link-problems" role="status">
      {problems.length > 0 && (
        <div class="cb-remark">
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
      )}
    </div>
  );
}
