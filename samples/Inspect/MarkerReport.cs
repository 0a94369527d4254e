namespace AudioIO.Samples.Inspect;

/// <summary>A marker, by frames and by time.</summary>
/// <param name="StartFrame">First frame.</param>
/// <param name="StartSeconds">Time of the first frame since the start of the recording.</param>
/// <param name="FrameCount">Number of frames, 0 for a point.</param>
/// <param name="LengthSeconds">How long they last.</param>
/// <param name="Label">Short name; empty where there is none.</param>
/// <param name="Text">Longer text; empty where there is none.</param>
internal sealed record MarkerReport(long StartFrame, double StartSeconds, long FrameCount, double LengthSeconds, string Label, string Text)
{
    public static MarkerReport Of(Marker marker, double rate) =>
        new(marker.StartFrame, marker.StartFrame / rate, marker.FrameCount, marker.FrameCount / rate, marker.Label, marker.Text);
}
