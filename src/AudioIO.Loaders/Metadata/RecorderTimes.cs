using System.Text.RegularExpressions;

namespace AudioIO;

/// <summary>Start times in the sentences and file names that recorders write.</summary>
internal static partial class RecorderTimes
{
    /// <summary>
    /// The comment of AudioMoth: <c>Recorded at 19:22:55 14/12/2020 (UTC-5) by AudioMoth …</c>. Firmware 1.0 names no zone, 1.0.1 UTC,
    /// 1.2 whole hours, 1.4 also minutes (<c>UTC+5:30</c>, and <c>UTC:30</c> without hours), later ones <c>UTC-0:30</c>;
    /// synchronized recordings have milliseconds.
    /// </summary>
    /// <param name="comment">The text.</param>
    /// <param name="isComment">True if it is such a comment, whether its date is valid or not.</param>
    /// <param name="time">The time, where it is valid.</param>
    /// <returns>True if the date is valid.</returns>
    public static bool TryParseAudioMoth(string comment, out bool isComment, out DateTimeText time)
    {
        time = default;
        isComment = comment.StartsWith("Recorded at ", StringComparison.Ordinal);
        if (!isComment) return false;
        Match match = AudioMoth().Match(comment);
        return match.Success && DateTimeText.TryFrom(match, out time);
    }

    /// <summary>
    /// The first date with a time of day in a file name: <c>20201214_192255</c>, <c>2020-12-14T19-22-55.250Z</c>,
    /// <c>20201214T192255+1000</c>, with anything but digits around it.
    /// </summary>
    public static bool TryParseFileName(string path, out DateTimeText time)
    {
        // Of the name, not the folder; the extension is no fraction of a second.
        for (Match match = FileName().Match(Path.GetFileNameWithoutExtension(path)); match.Success; match = match.NextMatch())
        {
            if (DateTimeText.TryFrom(match, out time)) return true;
        }
        time = default;
        return false;
    }

    [GeneratedRegex(@"^Recorded at (?<H>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})(?:\.(?<f>[0-9]{1,7}))? " +
        @"(?<d>[0-9]{2})/(?<M>[0-9]{2})/(?<y>[0-9]{4})" +
        @"(?: \((?:(?<z>UTC)|UTC(?<o>[+\-][0-9]{1,2})?(?::\s?(?<om>[0-9]{1,2}))?)\))?(?:[ .,]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex AudioMoth();

    [GeneratedRegex(@"(?<![0-9])(?<y>(?:19|20)[0-9]{2})[\-_.:]?(?<M>[0-9]{2})[\-_.:]?(?<d>[0-9]{2})[T_\- .]{0,3}" +
        @"(?<H>[0-9]{2})[\-_.:h]?(?<m>[0-9]{2})[\-_.:m]?(?<s>[0-9]{2})(?:[.,](?<f>[0-9]{1,7}))?" +
        @"(?:(?<z>Z)|(?<o>[+\-](?:0[0-9]|1[0-4])):?(?<om>00|15|30|45))?(?![0-9])",
        RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
