namespace AudioIO;

/// <summary>What stands for the time in which nothing was recorded.</summary>
public enum GapPolicy
{
    /// <summary>Nothing: frames follow each other, and the clock is a map beside them.</summary>
    Concatenate,

    /// <summary>
    /// Silence, as many frames as the clock says, so that a frame is a time of day: each stretch is an entry of
    /// <see cref="AudioSource.Diagnostics"/>. A file that begins before the one in front of it ends, on the clock, follows it nevertheless:
    /// no frame is left out, and from there on frames are as much later than the clock as an entry says. Silence that a triggered AudioMoth
    /// left out has as many frames as the recorder counted, and takes the place of the code words that stand for it.
    /// </summary>
    Fill,
}
