namespace AudioIO.Samples.Colors;

/// <summary>A colour in sRGB, 0 to 255 each.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue);
