using System.Globalization;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Inspect;

/// <summary>A place in a recording as people type it: a time (<c>83.6</c>, <c>1:23.6</c>) or, with an f behind it, a frame
/// (<c>4000f</c>).</summary>
/// <param name="Time">Time from the beginning; null where a frame was typed.</param>
/// <param name="Frame">The frame; null where a time was typed.</param>
internal readonly record struct FrameSpec(TimeSpan? Time, long? Frame)
{
    /// <summary>Reads a place; false where the text is none.</summary>
    public static bool TryParse(string text, out FrameSpec place)
    {
        place = default;
        if (text.EndsWith('f'))
        {
            bool isFrame = long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long frame);
            if (isFrame) place = new FrameSpec(null, frame);
            return isFrame;
        }
        bool isTime = TimeText.TryParse(text, out TimeSpan time);
        if (isTime) place = new FrameSpec(time, null);
        return isTime;
    }

    /// <summary>The frame in a recording; it need not exist.</summary>
    public long In(AudioSource recording) => Frame ?? recording.FrameAt(Time!.Value);
}
