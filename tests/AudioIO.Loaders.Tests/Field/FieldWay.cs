namespace AudioIO.Tests.Field;

/// <summary>The ways in which every row is held.</summary>
internal enum FieldWay
{
    /// <summary>Opened by its path.</summary>
    Path,

    /// <summary>Opened as a stream that can seek.</summary>
    Stream,

    /// <summary>Opened through a source of bytes that gives a few at a time.</summary>
    ShortReads,

    /// <summary>The middle one of three files that are one recording.</summary>
    Join,

    /// <summary>The same, opened again from its index after the files got other times.</summary>
    Index,

    /// <summary>Its bytes arrive one part after the other.</summary>
    Growing,

    /// <summary>Read in blocks of one frame, of an odd number and of many, forward and backward, on one thread and on two.</summary>
    Blocks,

    /// <summary>Read as a stream of PCM.</summary>
    PcmStream,

    /// <summary>Asked what it is.</summary>
    Identify,

    /// <summary>Verified, and read as small and as large files are.</summary>
    Verify,

    /// <summary>What opening costs.</summary>
    Cost,
}
