using System.Text.RegularExpressions;

namespace AudioIO;

/// <summary>
/// The comment of AudioMoth: <c>Recorded at 19:22:55 14/12/2020 (UTC-5) by AudioMoth …</c>. Firmware 1.0 names no zone, 1.0.1 UTC,
/// 1.2 whole hours, 1.4 also minutes (<c>UTC+5:30</c>, and <c>UTC:30</c> without hours), later ones <c>UTC-0:30</c>; synchronized
/// recordings have milliseconds.
/// </summary>
internal static partial class AudioMothComment
{
    /// <param name="comment">The text.</param>
    /// <param name="isComment">True if it is such a comment, whether its date is valid or not.</param>
    /// <param name="time">The time, where it is valid.</param>
    /// <returns>True if the date is valid.</returns>
    public static bool TryParse(string comment, out bool isComment, out DateTimeText time)
    {
        time = default;
        // People write "Recorded at the river" as well.
        isComment = Beginning().IsMatch(comment);
        if (!isComment) return false;
        Match match = Sentence().Match(comment);
        return match.Success && DateTimeText.TryFrom(match, out time);
    }

    [GeneratedRegex(@"^\s*Recorded at [0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^\s*Recorded at (?<H>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})(?:\.(?<f>[0-9]{1,7}))? " +
        "(?<d>[0-9]{2})/(?<M>[0-9]{2})/(?<y>[0-9]{4})" +
        @"(?: \((?:(?<z>UTC)|UTC(?<o>[+\-][0-9]{1,2})?(?::\s?(?<om>[0-9]{1,2}))?)\))?(?:[ .,]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();
}
