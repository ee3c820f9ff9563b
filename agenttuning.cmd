@echo off
rem Starts the agenttuning command line; builds it first where there is no build.
setlocal
set "here=%~dp0"
set "program=%here%artifacts\bin\AgentTuning.Cli\release\AgentTuning.Cli.dll"
where dotnet >nul 2>nul || (
  echo agenttuning needs the .NET 10 SDK, and no 'dotnet' is on the PATH. Get it from https://dotnet.microsoft.com/download. 1>&2
  exit /b 1
)
rem An up-to-date check by dotnet itself costs seconds; set AGENTTUNING_REBUILD=1 after changing the sources.
if defined AGENTTUNING_REBUILD del "%program%" 2>nul
if not exist "%program%" (
  echo Building agenttuning ^(first use^) ... 1>&2
  dotnet build "%here%src\AgentTuning.Cli" -c Release -nologo -v quiet 1>&2 || exit /b 1
)
dotnet "%program%" %*
exit /b %ERRORLEVEL%
