namespace AudioIO;

/// <summary>The names by which <see cref="StartTime.Origin"/> says where a start time was found, as far as they are no sections.</summary>
public static class StartTimeOrigin
{
    /// <summary>The sentence that AudioMoth recorders write as comment.</summary>
    public const string AudioMoth = "AudioMoth comment";

    /// <summary>What OpenSoundscape writes as comment.</summary>
    public const string OpenSoundscape = "OpenSoundscape comment";

    /// <summary>The name of the file.</summary>
    public const string FileName = "file name";
}
