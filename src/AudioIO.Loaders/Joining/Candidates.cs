namespace AudioIO;

/// <summary>Chooses the files that make up a recording among those looked at, by what the policy says of the others.</summary>
/// <param name="policy">What becomes of files that do not fit.</param>
/// <param name="log">Takes an entry for every one that is left out.</param>
internal sealed class Candidates(JoinPolicy policy, DiagnosticLog log)
{
    private readonly List<LeftOutFile> _leftOut = [];

    public IReadOnlyList<LeftOutFile> LeftOut => _leftOut;

    /// <summary>The files that fit together, in the order given.</summary>
    /// <param name="files">The files.</param>
    /// <param name="first">What they have to fit; null for the first of them that can be read.</param>
    /// <exception cref="AudioFormatException">One does not fit, and the policy does not leave it out.</exception>
    public List<SurveyedFile> Choose(IEnumerable<SurveyedFile> files, IndexedFile? first)
    {
        var kept = new List<SurveyedFile>();
        foreach (SurveyedFile file in files)
        {
            Exception? fault = file.Fault ?? (first is null ? null : MismatchOf(first, file.File!));
            if (fault is null)
            {
                kept.Add(file);
                first ??= file.File;
                continue;
            }
            if (policy != JoinPolicy.Force) throw fault;
            LeaveOut(file.Path, fault);
        }
        return kept;
    }

    /// <summary>Lists a file as no part of the recording.</summary>
    public void LeaveOut(string path, Exception reason)
    {
        _leftOut.Add(new LeftOutFile { Path = path, Reason = reason });
        log.Add(new Diagnostic(DiagnosticKind.Ignored, $"The file is left out of the recording: {reason.Message}") { Path = path });
    }

    public AudioFormatException NothingLeft() => new(
        AudioFormatErrorKind.Unsupported,
        $"Files: expected at least one that can be read, found none among {_leftOut.Count}; the first: {_leftOut[0].Reason.Message}",
        path: _leftOut[0].Path,
        innerException: _leftOut[0].Reason);

    /// <summary>What is wrong with how a file stands to the others.</summary>
    public static AudioFormatException Unfit(string message, string path) =>
        new(AudioFormatErrorKind.Unsupported, message, path: path.Length > 0 ? path : null);

    private static AudioFormatException? MismatchOf(IndexedFile first, IndexedFile file)
    {
        if (SharedInfo.Mismatch(first.Info, file.Info) is not { } mismatch) return null;
        string other = first.Path.Length > 0 ? $"'{first.Path}'" : "the first one";
        return Unfit($"{mismatch}; it has to be that of {other}", file.Path);
    }
}
